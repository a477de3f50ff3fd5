"""Loading: nothing twice, nothing of an editor's overwritten, nothing deleted brought back."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, ReferenceIndex, Revision
from wagtail.search.models import IndexEntry

from audiences.models import HomePage, InfoPage
from common.keys import translation_key
from common.signals import content_changed
from cop_portal.packs.adapters import page_of
from cop_portal.packs.load import load
from cop_portal.packs.models import LoadedPart
from cop_portal.packs.plan import Status, make_plan
from guidelines.models import GuidelineItem, GuidelineSetPage, RecommendationPage, SectionPage
from resources.models import Term
from tests.factories import PackFolder, page

ITEM = "words/en/items/PA-1.2.yaml"
IDENT = ("item", "PA-1.2", "en")


def status(pack: PackFolder, *ident: str, thorough: bool = False) -> Status:
    return make_plan(pack.open(), thorough=thorough).steps[ident]


def reload(pack: PackFolder) -> dict[tuple, Status]:
    """Load again; the fates of all parts."""
    opened = pack.open()
    assert opened.faults == []
    return {ident: one for plan in load(opened).values() for ident, one in plan.steps.items()}


def memory(*ident: str) -> LoadedPart:
    return LoadedPart.objects.get(kind=ident[0], key=ident[1], part=ident[2])


def assert_writes_nothing(pack: PackFolder) -> None:
    heard = []
    content_changed.connect(lambda **kwargs: heard.append(kwargs), weak=False, dispatch_uid="test")
    try:
        with CaptureQueriesContext(connection) as queries:
            out = StringIO()
            call_command("load_pack", pack.root, stdout=out)
    finally:
        content_changed.disconnect(dispatch_uid="test")
    writes = [one["sql"] for one in queries if one["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
    assert writes == [] and heard == []
    assert "nothing was written" in out.getvalue()


def publish(target: Page, **changes) -> Page:
    for name, value in changes.items():
        setattr(target, name, value)
    target.save_revision().publish()
    return target.specific_class.objects.get(pk=target.pk)


@pytest.fixture
def english(loaded) -> RecommendationPage:
    """A recommendation that stands in English only."""
    return page_of("PA-1.2", "en")


# --- the first load


def test_everything_stands_where_the_pack_says(loaded):
    home = HomePage.objects.get(locale__language_code="en")
    assert home.get_site().root_page_id == home.pk and home.slug == "home" and home.title == "Home"
    assert Page.objects.filter(depth=2).count() == 2  # Wagtail's welcome page is gone
    talk = page_of("PA-1.1", "fr")
    assert isinstance(talk, RecommendationPage) and talk.live and not talk.has_unpublished_changes
    assert talk.get_parent().specific.key == "PA-1" and talk.get_parent().locale.language_code == "fr"
    assert talk.item == page_of("PA-1.1", "en").item and talk.item.audience == "parents"
    assert talk.translation_key == translation_key("PA-1.1")
    assert {one.stable_id for one in talk.item.related.all()} == {"PA-1.2", "PA-2.1"}
    assert Term.objects.get(key="crc-16").parent.key == "crc"
    assert Term.objects.get(key="gaming").name_fr == "Jeux"
    assert GuidelineSetPage.objects.get(key="parents", locale__language_code="en").edition == "2026.1"
    assert Page.find_problems() == ([], [], [], [], [])


def test_links_find_pages_that_were_written_later(loaded):
    start = page_of("parents-educators", "en").start
    assert [task.value["target"].specific.key for task in start] == ["PA-1.1", "PA-1.2", "about"]
    french = page_of("parents-educators", "fr").start
    assert [task.value["target"].locale.language_code for task in french] == ["fr", "en", "fr"]
    assert f'id="{page_of("PA-1.1", "fr").pk}"' in page_of("about", "fr").body[1].value["html"].source


def test_every_page_has_a_live_revision_and_translations_name_their_source(loaded):
    for one in Page.objects.filter(depth__gt=1).specific():
        assert one.live_revision_id == one.latest_revision_id is not None
        restored = one.latest_revision.as_object()
        assert restored.title == one.title == one.draft_title and type(restored) is type(one)
    talk = page_of("PA-1.1", "fr")
    assert talk.source_revision_id == page_of("PA-1.1", "en").latest_revision_id
    assert page_of("PA-1.1", "en").source_revision_id is None


def test_indexes_are_what_they_would_be_after_every_save(loaded):
    def entries() -> set:
        rows = IndexEntry.objects.values_list("content_type", "object_id", "title", "autocomplete", "body")
        return {tuple(map(str, row)) for row in rows}

    def references() -> set:
        return set(ReferenceIndex.objects.values_list("object_id", "to_object_id", "model_path", "content_path"))

    after_load = entries(), references()
    assert all(after_load)
    for one in [*Page.objects.filter(depth__gt=1).specific(), *Term.objects.all(), *GuidelineItem.objects.all()]:
        one.save()
    assert (entries(), references()) == after_load
    publish(page_of("PA-1.2", "en"), title="Unheard")  # signals are back
    assert any("unheard" in str(row).lower() for row in entries())


def test_progress_is_told(pack, db):
    lines = []
    load(pack.open(), lines.append)
    assert lines[0] == "en: 14 of 14 pages" and lines[1].startswith("en: ") and lines[-1].startswith("fr: ")


def test_the_public_site_is_told_once_a_language(pack, db):
    heard = []
    content_changed.connect(lambda sender, **kwargs: heard.append(sender.__name__), weak=False, dispatch_uid="test")
    load(pack.open())
    content_changed.disconnect(dispatch_uid="test")
    assert heard.count("_Loader") == 2


def test_only_one_language(pack, db):
    call_command("load_pack", pack.root, only="en", stdout=StringIO())
    assert not Page.objects.filter(locale__language_code="fr").exists()
    with pytest.raises(CommandError, match="no “de”"):
        call_command("load_pack", pack.root, only="de", stdout=StringIO())
    assert reload(pack)["item", "PA-1.1", "fr"] is Status.NEW


def test_a_dry_run_says_everything_and_writes_nothing(pack, db):
    out = StringIO()
    with CaptureQueriesContext(connection) as queries:
        call_command("load_pack", pack.root, dry_run=True, stdout=out)
    assert not [one for one in queries if one["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
    assert f"{len(pack.open().parts)} new" in out.getvalue() and not LoadedPart.objects.exists()


# --- the second load


def test_a_second_load_writes_nothing_and_says_so(loaded):
    assert_writes_nothing(loaded)


def test_what_is_already_the_same_here_is_adopted(loaded):
    LoadedPart.objects.all().delete()
    assert set(reload(loaded).values()) == {Status.ADOPTED}
    assert_writes_nothing(loaded)


def test_an_upstream_change_changes_that_part_only(loaded, english):
    others = dict(Page.objects.exclude(pk=english.pk).values_list("pk", "latest_revision"))
    loaded.edit(ITEM, why="Because.")
    fates = reload(loaded)
    assert [ident for ident, one in fates.items() if one is not Status.UNCHANGED] == [IDENT]
    fresh = page_of("PA-1.2", "en")
    assert fresh.why == "Because." and fresh.live_revision_id == fresh.latest_revision_id != english.latest_revision_id
    assert fresh.first_published_at == english.first_published_at and fresh.path == english.path
    assert dict(Page.objects.exclude(pk=english.pk).values_list("pk", "latest_revision")) == others
    assert memory(*IDENT).base["why"] == "Because."
    assert_writes_nothing(loaded)


# --- editors


def assert_held(pack: PackFolder, fates: dict) -> None:
    """The change of `ITEM` was held back: base and theirs are kept, and the next load has nothing to do."""
    assert fates[IDENT] is Status.HELD
    kept = memory(*IDENT)
    assert kept.base["title"] == "Listen" and kept.base["why"] != "Upstream." == kept.theirs["why"]
    assert_writes_nothing(pack)


def test_an_editors_change_is_kept(loaded, english):
    publish(english, why="Ours.")
    assert_writes_nothing(loaded)
    assert status(loaded, *IDENT, thorough=True) is Status.LOCAL
    assert_held(loaded, reload(loaded.edit(ITEM, why="Upstream.")))
    assert page_of("PA-1.2", "en").why == "Ours."


def test_an_unpublished_draft_is_kept(loaded, english):
    english.why = "Our draft."
    english.save_revision()
    assert_held(loaded, reload(loaded.edit(ITEM, why="Upstream.")))
    kept = page_of("PA-1.2", "en")
    assert kept.why == "It works.\n\nTry it." and kept.has_unpublished_changes
    assert kept.get_latest_revision_as_object().why == "Our draft."


def test_a_withdrawn_page_stays_withdrawn(loaded, english):
    english.unpublish()
    assert_held(loaded, reload(loaded.edit(ITEM, why="Upstream.")))
    assert not page_of("PA-1.2", "en").live


def test_a_deleted_page_stays_deleted(loaded, english):
    english.delete()
    assert_writes_nothing(loaded)
    fates = reload(loaded.edit(ITEM, why="Upstream.").edit("facts/items/PA-1.2.yaml", order="70"))
    assert fates[IDENT] is Status.DELETED and fates["item", "PA-1.2", "facts"] is Status.DELETED
    assert page_of("PA-1.2", "en") is None
    assert GuidelineItem.objects.filter(stable_id="PA-1.2").exists()  # an id is never given out again
    assert_writes_nothing(loaded)


def test_a_change_that_editors_have_taken_over_is_no_conflict(loaded, english):
    publish(english, why="Upstream.")
    assert reload(loaded.edit(ITEM, why="Upstream."))[IDENT] is Status.ADOPTED
    assert memory(*IDENT).base["why"] == "Upstream."


def test_a_conflict_that_upstream_takes_back_is_forgotten(loaded, english):
    publish(english, why="Ours.")
    reload(loaded.edit(ITEM, why="Upstream."))
    reload(loaded.edit(ITEM, why="It works.\n\nTry it."))
    assert memory(*IDENT).theirs is None
    assert_writes_nothing(loaded)


def test_languages_do_not_stand_in_each_others_way(loaded):
    publish(page_of("PA-1.1", "fr"), why="À nous.")
    loaded.edit("words/fr/items/PA-1.1.yaml", why="En amont.").edit("words/en/items/PA-1.1.yaml", why="Upstream.")
    fates = reload(loaded)
    assert (fates["item", "PA-1.1", "en"], fates["item", "PA-1.1", "fr"]) == (Status.CHANGED, Status.HELD)
    assert (page_of("PA-1.1", "en").why, page_of("PA-1.1", "fr").why) == ("Upstream.", "À nous.")
    # The translation is now behind its source, and says so.
    assert page_of("PA-1.1", "fr").source_revision_id != page_of("PA-1.1", "en").latest_revision_id


def test_facts_and_terms_of_editors_are_kept(loaded):
    GuidelineItem.objects.filter(stable_id="PA-1.2").update(sensitive=True)
    Term.objects.filter(key="gaming").update(name_en="Games")
    publish(page_of("PA-2", "en"), order=99)
    loaded.files["words/en/terms.yaml"]["gaming"]["name"] = "Play"
    loaded.edit("facts/items/PA-1.2.yaml", order="70").edit("facts/pages/PA-2.yaml", order="30")
    fates = reload(loaded)
    for ident in (("item", "PA-1.2", "facts"), ("term", "gaming", "en"), ("page", "PA-2", "facts")):
        assert fates[ident] is Status.HELD
    item = GuidelineItem.objects.get(stable_id="PA-1.2")
    assert (item.sensitive, item.order, page_of("PA-2", "en").order) == (True, 20, 99)
    assert Term.objects.get(key="gaming").name_en == "Games"
    assert_writes_nothing(loaded)


def test_a_removal_upstream_is_only_reported(loaded, english):
    loaded.edit("facts/items/PA-1.1.yaml", related=[]).edit("facts/items/PA-2.1.yaml", related=[])
    loaded.edit("facts/pages/topics/gaming.yaml", term="gaming")
    for name in (
        "words/en/pages/parents-educators.yaml",
        "words/en/pages/children.yaml",
        "words/fr/pages/parents-educators.yaml",
    ):
        loaded.edit(name, start=None)
    loaded.remove("facts/pages/topics/gaming.yaml", "words/en/pages/topics/gaming.yaml")  # it needs three items
    loaded.remove(ITEM, "facts/items/PA-1.2.yaml")
    fates = reload(loaded)
    assert fates[IDENT] is fates["item", "PA-1.2", "facts"] is Status.REMOVED
    assert page_of("PA-1.2", "en").live and page_of("topics/gaming", "en").live
    out = StringIO()
    call_command("load_pack", loaded.root, stdout=out)
    assert "removed upstream, reported only: item PA-1.2 [en]" in out.getvalue()
    assert_writes_nothing(loaded)


# --- new things among what editors did


def test_no_new_page_where_an_editor_deleted_the_section(loaded):
    page_of("PA-1", "en").delete()
    fates = reload(loaded.add_item("PA-1.9", "New"))
    assert fates["item", "PA-1.9", "en"] is fates["item", "PA-1.9", "facts"] is Status.NO_PLACE
    assert not GuidelineItem.objects.filter(stable_id="PA-1.9").exists()
    assert_writes_nothing(loaded)


def test_no_new_page_at_an_address_that_is_taken(loaded):
    about = InfoPage(title="Fees", slug="fees")
    page_of("home", "en").add_child(instance=about)
    for name, parent in (("fees", "home"), ("fees/more", "fees")):
        loaded.files[f"facts/pages/{name}.yaml"] = page(name, "info", parent)
        loaded.files[f"words/en/pages/{name}.yaml"] = {"title": name}
    about.refresh_from_db()
    InfoPage.objects.filter(pk=about.pk).update(key="ours", translation_key=translation_key("ours"))
    fates = reload(loaded.write())
    assert fates["page", "fees", "en"] is fates["page", "fees/more", "en"] is Status.NO_PLACE
    InfoPage.objects.get(pk=about.pk).delete()
    assert reload(loaded)["page", "fees/more", "en"] is Status.NEW  # tried again each time
    assert page_of("fees/more", "en").get_parent().slug == "fees"


@pytest.mark.parametrize("gone", ["unpublish", "delete"])
def test_no_new_translation_of_what_was_withdrawn(loaded, english, gone):
    getattr(english, gone)()
    loaded.files["words/fr/items/PA-1.2.yaml"] = {**loaded.files["words/fr/items/PA-1.1.yaml"], "title": "Écouter"}
    assert reload(loaded.write())["item", "PA-1.2", "fr"] is Status.NO_PLACE
    assert page_of("PA-1.2", "fr") is None


def test_a_link_to_a_deleted_page_becomes_plain_words(loaded):
    page_of("PA-1.1", "en").delete()
    words = loaded.files["words/en/pages/about.yaml"]
    assert reload(loaded.edit("words/en/pages/about.yaml", lead="New lead."))["page", "about", "en"] is Status.CHANGED
    fresh = page_of("about", "en")
    assert fresh.lead == "New lead." and "talking" in fresh.body[1].value["html"].source
    assert fresh.body[1].value["html"].source.count("<a ") == words["body"][1]["html"].count("<a ") - 1


def test_a_deleted_term_does_not_stop_the_load(loaded):
    Term.objects.get(key="crc-16").delete()
    assert reload(loaded.edit("facts/items/PA-1.2.yaml", order="70"))["item", "PA-1.2", "facts"] is Status.HELD
    loaded.add_item("PA-1.9", "New")
    reload(loaded)
    item = GuidelineItem.objects.get(stable_id="PA-1.9")
    assert [term.key for term in item.terms.all()] == ["gaming"] and not Term.objects.filter(key="crc-16").exists()


# --- facts hold in all languages


def test_changed_facts_hold_in_every_language(loaded):
    loaded.edit("facts/pages/PA-1.yaml", sensitive="yes", slug="talk").edit("facts/items/PA-1.1.yaml", slug="now")
    loaded.edit("facts/items/PA-1.1.yaml", actions=["a1", "a2", "a4"])
    for code in ("en", "fr"):
        actions = {"a1": "One.", "a2": "Two.", "a4": "Four."}
        loaded.edit(f"words/{code}/items/PA-1.1.yaml", actions=actions)
    reload(loaded)
    for code in ("en", "fr"):
        section, talk = page_of("PA-1", code), page_of("PA-1.1", code)
        assert section.sensitive and section.slug == "talk" and talk.slug == "now"
        assert talk.url_path.endswith("/talk/now/")
        assert section.latest_revision.as_object().sensitive  # editors go on from there
        assert section.latest_revision_id == section.live_revision_id
    assert talk.item.action_keys == ["a1", "a2", "a4"] and talk.item.last_action == 4
    # New facts are no reason to translate again.
    assert page_of("PA-1", "fr").source_revision_id == page_of("PA-1", "en").latest_revision_id
    assert_writes_nothing(loaded)


def test_changed_facts_reach_a_draft_whose_words_stay(loaded):
    section = page_of("PA-1", "en")
    section.lead = "Our draft."
    section.save_revision()
    reload(loaded.edit("facts/pages/PA-1.yaml", sensitive="yes"))
    section = page_of("PA-1", "en")
    draft = section.get_latest_revision_as_object()
    assert section.sensitive and draft.sensitive and draft.lead == "Our draft." and section.lead == "Talk."
    assert section.has_unpublished_changes and section.live_revision_id != section.latest_revision_id


def test_items_move_with_their_section_in_every_language(loaded):
    loaded.files["facts/pages/PA-3.yaml"] = page("PA-3", "section", "parents", 30)
    loaded.files["words/en/pages/PA-3.yaml"] = {"title": "Third", "lead": "Three."}
    reload(loaded.edit("facts/items/PA-1.1.yaml", section="PA-3").remove("words/fr/items/PA-1.1.yaml"))
    assert page_of("PA-1.1", "en").get_parent().specific.key == "PA-3"
    assert page_of("PA-1.1", "fr").get_parent().specific.key == "PA-1"  # French has no third section yet
    loaded.files["words/fr/pages/PA-3.yaml"] = {"title": "FR Third", "lead": "FR"}
    reload(loaded.write())
    assert page_of("PA-1.1", "fr").get_parent().specific.key == "PA-3"
    assert SectionPage.objects.get(key="PA-3", locale__language_code="fr").numchild == 1
    assert Page.find_problems() == ([], [], [], [], [])
    assert_writes_nothing(loaded)


def test_terms_of_any_depth_are_loaded_parents_first(pack, db):
    pack.files["facts/terms.yaml"] = [
        {**pack.files["facts/terms.yaml"][0], "key": key, "parent": parent}
        for key, parent in (("c", "b"), ("b", "a"), ("a", ""))
    ] + pack.files["facts/terms.yaml"]
    pack.files["words/en/terms.yaml"] |= {key: {"name": key.upper()} for key in "abc"}
    load(pack.write().open())
    assert Term.objects.get(key="c").parent.parent.key == "a"


def test_revisions_do_not_pile_up(loaded):
    before = Revision.objects.count()
    reload(loaded)
    assert Revision.objects.count() == before == Page.objects.filter(depth__gt=1).count()
