"""Whoever may need help is led to the part of a help page that speaks of it; nobody else is."""

import re

import pytest
from django.test import Client

from audiences.models import SituationsPage
from common.choices import AgeBand
from cop_portal.search.models import Entry
from cop_portal.search.query import search


def test_every_part_of_a_help_page_is_known_by_its_address(shipped):
    for page in SituationsPage.objects.live().select_related("locale"):
        body = Client().get(page.get_url()).content.decode()
        known = set(Entry.objects.filter(page=page).exclude(part="").values_list("part", flat=True))
        assert known == {block.value["key"] for block in (*page.situations, *page.phases)}
        for part in known:
            assert f'id="{part}"' in body, (page.url, part)


@pytest.mark.parametrize(
    ("question", "leads_to"),
    [
        ("a stranger writes to my daughter in a game", "/en/help/parents/#stranger-new"),
        ("a man wants to meet my daughter", "/en/help/parents/#meet"),
        ("my son is blackmailed with a photo", "/en/help/parents/#picture"),
        ("my child wants to die", "/en/help/parents/#self-harm"),
    ],
)
def test_danger_leads_to_the_part(shipped, question, leads_to):
    main = main_of(question)
    assert main.index("This may be it:") < main.index(leads_to)
    first = re.search(r'href="([^"]*)"', main[main.index('id="closest"') :])
    assert first[1] == leads_to, "and it is the first result"


#: What children typed in walks, and the part of their own page that it is about.
CHILDREN = [
    ("wanna die", "alive"),
    ("im tired of living", "alive"),
    ("i dont want to be here anymore", "alive"),
    ("nobody would miss me if i was gone", "alive"),
    ("someone has a pic of me and says he will send it to everyone", "threat"),
    ("if i dont send more he posts it", "threat"),
    ("boy at school got a foto of me and is going to put it on snap", "threat"),
    ("i sent a photo and now he wont stop asking for more or else", "asks"),
    ("someone showed me a horible video on the bus", "saw"),
    ("bad video i cant stop thinking about it", "saw"),
    ("i saw porn by accident", "saw"),
    ("my boyfriend hits me", "home"),
    ("theyre gonna send my pic to everyone", "threat"),
    ("he has my pictures and wants more", "threat"),
    ("im 14 he has a screenshot of me naked and wants 200 dollar", "threat"),
]


@pytest.mark.parametrize(("question", "part"), CHILDREN)
def test_a_cry_in_a_childs_words_opens_its_own_door_at_the_right_part(shipped, question, part):
    main = main_of(question)
    assert f'href="/en/help/13-18/#{part}"' in main[main.index("<aside") : main.index("</aside>")]
    assert f'href="/en/help/13-18/#{part}"' in main[main.index('id="closest"') :][:3000], "and among the first results"
    own = main_of(question, "13-18")
    assert f'href="/en/help/13-18/#{part}"' in own


@pytest.mark.parametrize(
    "question",
    [
        "who can see my photos on snapchat",
        "my girlfriend sent me a photo of our cat",
        "should i show my face in my profile photo",
        "when is a film too scary for kids",
        "i dont want to share my location",
        "how do i send a picture to my friends",
        "my teacher told me to send my homework",
        "how do i put it on tiktok",
        "i am going to post my pictures on instagram",
        "what happens if i dont pay my subscription",
        "whats the point of going to school",
        "what if i go over my data limit",
        "instagram wants my location",
        "bad video quality in zoom",
        "i cant stop thinking about the exam",
        "my phone keeps asking for more storage",
        "weird error messages in my app",
    ],
)
def test_what_only_resembles_a_cry_opens_nothing(shipped, question):
    assert not search(question, "en").danger


def test_a_picture_of_oneself_alone_opens_help_and_claims_nothing(shipped):
    """It may be a cry, and may be none: the panel's doors lead to the top of their pages."""
    main = main_of("he took a picture of me at graduation")
    panel = main[main.index("<aside") : main.index("</aside>")]
    assert "/en/help/13-18/" in panel and "#" not in panel


@pytest.mark.parametrize(
    ("language", "question", "part"),
    [
        ("en", "my child wants to die", "self-harm"),
        ("fr", "ma fille veut mourir", "self-harm"),
        ("fr", "mon fils se fait mal", "self-harm"),
        ("ar", "ابني يريد أن يموت", "self-harm"),
        ("ar", "شخص غريب يكتب لابنتي في لعبة", "stranger-new"),
        ("en", "my husband touches my daughter", "close"),
        ("en", "my nude is being shared", "picture"),
        ("en", "a man asked my 10 year old for photos", "stranger"),
        ("en", "help me", ""),
    ],
)
def test_the_right_part_or_none(shipped, language, question, part):
    page = SituationsPage.objects.get(slug="parents", locale__language_code=language)
    found = search(question, language).parts_of([page.pk])
    assert [one.part for one in found.values()] == ([part] if part else [])


#: What later walkers typed, in which the door was bare, wrong, or missing: language, words, reader's page and part.
LATER = [
    ("en", "cant stop cutting my arms", "13-18", "alive"),
    ("en", "how many pills does it take", "13-18", "alive"),
    ("en", "overdose", "13-18", "alive"),
    ("en", "everyone in the class groupchat hates me", "13-18", "bullying"),
    ("en", "my bf leaked my pictures", "13-18", "picture"),
    ("en", "they made a fake account of me n post horrible stuff", "13-18", "bullying"),
    ("en", "someones watching me thru my webcam", "9-12", "taken"),
    ("en", "he told me to keep it a secret from my mum", "under-9", "secret"),
    ("en", "my coach keeps texting me late at night", "13-18", "home"),
    ("en", "mums boyfriend scares me at night", "9-12", "home"),
    ("en", "they put my face on a naked body with ai", "9-12", "picture"),
    ("en", "my dad hits me", "under-9", "hurts"),
    ("en", "found naked pictures on my sons phone from a girl in his class", "parents", "passed-on"),
    ("en", "my husband has child pictures on his computer", "parents", "close"),
    ("en", "pupil told me her stepfather touches her", "educators", "family"),
    ("en", "pupils sharing a nude of a classmate in whatsapp", "educators", "picture"),
    ("en", "my teacher dmd me on insta and wants me to delete the chat", "13-18", "home"),
    ("en", "they made a page about me saying im a slag", "13-18", "bullying"),
    ("en", "something came up on my tablet and it scared me", "under-9", "scary"),
    ("en", "i promised not to tell but i feel sick", "under-9", "secret"),
    ("en", "i sent a pic and now i regret it", "13-18", "regret"),
    ("en", "boys in year 9 made deepfakes of classmates", "educators", "picture"),
    ("en", "i am worried about how a colleague behaves around the children", "educators", "colleague"),
    ("en", "found something awful on my husbands computer pictures of children", "parents", "close"),
    ("en", "my ex leaked my nudes", "13-18", "picture"),
    ("en", "my best mate says shes gonna kill herself what do i do", "13-18", "friend"),
    ("en", "my friend hates me i want to die", "13-18", "alive"),
    ("en", "my friend is sending pics to some old guy", "13-18", "asks"),
    ("en", "this boy keeps asking for nudes and wont stop", "13-18", "asks"),
    ("en", "i think my daughter is being groomed", "parents", "stranger"),
    ("en", "pupil told me something about her dad and asked me not to tell anyone", "educators", "family"),
    ("fr", "on me fait chanter avec mes photos", "13-18", "threat"),
    ("fr", "mon entraîneur menvoie des messages bizarres le soir", "13-18", "home"),
    ("fr", "quelqu'un a créé un faux compte avec mes photos", "13-18", "bullying"),
    ("fr", "mon petit fils est tombé sur des images choquantes", "parents", "saw"),
    ("fr", "ma fille veut rencontrer un garçon connu sur internet", "parents", "meet"),
    ("fr", "il veut que je lui envoie un nude", "13-18", "asks"),
    ("fr", "ma copine se scarifie et elle veut pas que je le dise", "13-18", "friend"),
    ("ar", "صاحبتي بتجرح ايدها", "13-18", "friend"),
    ("fr", "mon père me bat", "13-18", "home"),
    ("fr", "mon beau pere me touche", "13-18", "home"),
    ("fr", "on me harcele sur snap tout le monde se moque de moi", "13-18", "bullying"),
    ("fr", "des élèves font tourner une photo nue d’une camarade", "educators", "picture"),
    ("ar", "ابي يضربني", "under-9", "hurts"),
    ("ar", "واحد في ببجي يبغى يقابلني", "13-18", "meet"),
    ("ar", "طالبة قالت لي إن أحدا يلمسها في البيت", "educators", "family"),
    ("ar", "كل اللي في الصف يتنمرون علي في القروب", "9-12", "bullying"),
    ("en", "my stepdad comes in my room at night", "13-18", "home"),
    ("en", "someone on snap told me to send a pic of my body", "9-12", "asks"),
    ("en", "everyone has seen my picture", "13-18", "picture"),
    ("en", "my ex shared our vid", "13-18", "picture"),
    ("en", "my son is being picked on in the class whatsapp", "parents", "bullying"),
    ("en", "found messages from a man on my daughters phone", "parents", "stranger-new"),
    ("en", "someone hacked my acount and wants money", "13-18", "money"),
    ("en", "everyone at school hates me and writes mean stuff", "13-18", "bullying"),
    ("en", "i forwarded a nude of a girl in my class am i in trouble", "13-18", "regret"),
    ("en", "someone got into my insta and is asking for money", "9-12", "money"),
    ("fr", "on a piraté mon compte et on veut de l'argent", "13-18", "money"),
    ("fr", "mon ex a balancé mes nudes", "13-18", "picture"),
    ("fr", "il va balancer mes nudes", "13-18", "threat"),
    ("ar", "حسابي تهكر", "13-18", "money"),
    ("ar", "بنتي تكلم رجال غريب في اللعبة", "parents", "stranger-new"),
]


@pytest.mark.parametrize(("language", "question", "slug", "part"), LATER)
def test_a_door_leads_to_the_part_that_speaks_of_it(shipped, language, question, slug, part):
    page = SituationsPage.objects.get(slug=slug, locale__language_code=language)
    assert [one.part for one in search(question, language).parts_of([page.pk]).values()] == [part]


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("en", "i throw up after i eat"),
        ("en", "im so fat i stopped eating"),
        ("fr", "je me fais vomir après manger"),
        ("ar", "صرت استفرغ بعد الاكل"),
    ],
)
def test_trouble_with_eating_opens_help_at_the_top(shipped, language, question):
    found = search(question, language)
    assert found.danger
    pages = SituationsPage.objects.filter(locale__language_code=language)
    assert [one.part for one in found.parts_of([page.pk for page in pages]).values() if one.part] == []


@pytest.mark.parametrize(
    "question",
    [
        "statistics on self-harm content policy",
        "national strategy on sextortion",
        "bullying homework presentation",
        "law on grooming in europe",
        "how to cut a video in capcut",
        "my brother beat me at fifa",
        "my 5 year old says she loves me",
        "track my parcel",
        "romeo and juliet suicide scene essay",
        "this homework is killing me",
        "run away song lyrics",
        "statistics on child abuse in europe 2023",
        "penalty for sharing intimate images",
        "can someone edit my photo",
        "she liked my photo",
        "my mum gets me out of bed",
        "my mum comes into my room to check homework",
        "who is she talking to in this film",
        "how many tablets does the school need",
        "a story about him",
        "how many children are bullied online in europe",
        "essay on self-harm content and algorithms",
        "my teacher told me to send a picture of my homework",
        "how to protect my account from being hacked",
        "minecraft hacked client",
        "my dog stopped eating",
        "essay on anorexia",
        "how do i get into my account",
        "can i hack roblox",
        "can everyone see my pictures",
        "can my school post my picture on facebook",
        "my son picked a game on steam",
        "my daughter wont eat vegetables",
    ],
)
def test_work_and_play_open_nothing(shipped, question):
    assert not search(question, "en").danger


def test_where_nobody_says_who_asks_each_door_leads_to_its_own_part(shipped):
    main = main_of("someone threatens to show my nudes")
    assert "/en/help/13-18/#threat" in main and "/en/help/9-12/#threat" in main


def test_of_a_page_and_its_parts_one_result_stands(shipped):
    answer = search("someone wants to meet my child", "en")
    pages = [entry.page_id for entry in answer.entries() if entry.page_id]
    assert answer.danger and len(pages) == len(set(pages))
    assert any(entry.part for entry in answer.entries())


def test_without_danger_no_part_is_a_result(shipped):
    answer = search("pictures of pupils at the school fair", "en")
    assert not answer.danger and not [one for one in answer.entries() if one.part]


@pytest.mark.parametrize("band", AgeBand.values)
def test_a_child_is_led_to_its_own_part(shipped, band):
    main = main_of("someone wants to meet me", band)
    assert f"/en/help/{band}/#meet" in main
    assert set(re.findall(r"/en/help/([^/#]+)/", main)) <= {band, *AgeBand.values[: AgeBand.values.index(band)]}


def test_a_page_that_changes_brings_its_parts_along(help_portal):
    page = SituationsPage.objects.get(slug="parents", locale__language_code="en")
    kept = [block for block in page.phases if block.value["key"] != "money"]
    page.phases = [(block.block_type, block.value) for block in kept]
    page.save_revision().publish()
    parts = set(Entry.objects.filter(page=page).values_list("part", flat=True))
    assert "money" not in parts and "picture" in parts and "" in parts
    page.unpublish()
    assert not Entry.objects.filter(page=page).exists()


def main_of(question: str, band: str = "") -> str:
    body = Client().get("/en/search/", {"q": question, "band": band}).content.decode()
    return body[body.index("<main") : body.index("</main>")]
