"""Facts: of items, of terms, and of pages that hold in all languages."""

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, streamfield

from audiences.models import AudienceLandingPage
from guidelines.models import GuidelineItem, GuidelineSetPage, SectionPage
from resources.models import Term
from tests.admin.helpers import make_user, publish

ITEM = "wagtailsnippets_guidelines_guidelineitem"
TERM = "wagtailsnippets_resources_term"


def item_form(desk, item, **changes) -> dict:
    """The form as the browser got it, with changes."""
    form = desk.get(reverse(f"{ITEM}:edit", args=[item.pk])).context["form"]
    data = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in {**data, **changes}.items() if value is not None and value is not False}


def test_facts_are_changed_once_and_hold_in_every_language(desk, portal, in_french):
    french = in_french(portal.first)
    item = portal.first.item
    url = reverse(f"{ITEM}:edit", args=[item.pk])
    assert desk.post(url, item_form(desk, item, sensitive="on", reviewed_by="Dr Who")).status_code == 302
    french.refresh_from_db()
    assert french.item.sensitive and french.item.reviewed_by == "Dr Who"


@pytest.mark.parametrize(("ages", "taken"), [(["9-12"], True), (["9-12", "13-18"], False)])
def test_what_it_is_chiefly_for_is_among_its_ages(desk, portal, ages, taken):
    item = portal.first.item
    url = reverse(f"{ITEM}:edit", args=[item.pk])
    answer = desk.post(url, item_form(desk, item, ages=["under-9", "9-12"], chief_ages=ages))
    item.refresh_from_db()
    assert item.chief_ages == (ages if taken else [])
    assert taken or "The ages it is chiefly for must be among its ages." in answer.content.decode()


def test_an_items_page_leads_to_its_pages_in_each_language(desk, portal, in_french):
    french = in_french(portal.first)
    html = desk.get(reverse(f"{ITEM}:edit", args=[portal.first.item.pk])).content.decode()
    for page in (portal.first, french):
        assert reverse("wagtailadmin_pages:edit", args=[page.pk]) in html
    assert "Français" in html and 'name="stable_id"' not in html


def test_items_are_never_made_or_deleted_by_hand(admin_client, portal):
    assert admin_client.get("/cms/snippets/guidelines/guidelineitem/add/").status_code in (302, 404)
    delete = admin_client.post(f"/cms/snippets/guidelines/guidelineitem/delete/{portal.first.item.pk}/")
    assert delete.status_code in (302, 404)
    bulk = reverse("wagtail_bulk_action", args=["guidelines", "guidelineitem", "delete"])
    admin_client.post(f"{bulk}?id={portal.first.item.pk}")
    assert GuidelineItem.objects.count() == 2
    listing = admin_client.get(reverse(f"{ITEM}:list")).content.decode()
    assert "/guidelineitem/add/" not in listing


def test_items_are_found_by_audience_term_source_and_word(desk, portal):
    url = reverse(f"{ITEM}:list_results")

    def found(query: str) -> list[str]:
        return [item.stable_id for item in desk.get(f"{url}?{query}").context["object_list"]]

    assert found("") == ["PA-1.1", "PA-1.2"]
    assert found(f"terms={portal.term.pk}") == ["PA-1.1"]
    assert found("audience=industry") == [] and found("provenance=editorial") == ["PA-1.1", "PA-1.2"]
    assert found("q=together") == ["PA-1.2"] and found("q=PA-1.1") == ["PA-1.1"]
    assert found("unreviewed=true") == ["PA-1.1", "PA-1.2"] and found("retired=true") == []
    assert found("q=ask&ordering=stable_id") == ["PA-1.1"]


def test_editors_who_may_not_publish_see_facts_but_do_not_change_them(editor, portal):
    browser = Client()
    browser.force_login(editor)
    assert browser.get(reverse(f"{ITEM}:list")).status_code == 200
    assert browser.get(reverse(f"{ITEM}:edit", args=[portal.first.item.pk])).status_code == 302
    html = browser.get(reverse("wagtailadmin_pages:edit", args=[portal.first.pk])).content.decode()
    assert "A moderator can change them" in html


def test_a_stale_save_of_facts_is_refused_with_both_values_shown(desk, portal, django_user_model):
    item, url = portal.first.item, reverse(f"{ITEM}:edit", args=[portal.first.item.pk])
    other = Client()
    other.force_login(make_user(django_user_model, "second@example.org", "Moderators"))
    stale = item_form(other, item, source_title="From the second")
    desk.post(url, item_form(desk, item, source_title="From the first"))

    response = other.post(url, stale)
    html = response.content.decode()
    assert "Somebody else saved this" in html and "From the first" in html and "From the second" in html
    item.refresh_from_db()
    assert item.source_title == "From the first"

    again = stale | {"loaded_state": response.context["form"]["loaded_state"].value()}
    assert other.post(url, again).status_code == 302
    item.refresh_from_db()
    assert item.source_title == "From the second"


# --- terms


def test_terms_have_a_tab_for_each_language_with_its_direction(desk, portal):
    html = desk.get(reverse(f"{TERM}:edit", args=[portal.term.pk])).content.decode()
    assert 'name="name_ar"' in html and 'name="name"' not in html
    field = html[html.index('name="name_ar"') :][:400]
    assert 'dir="rtl"' in field and 'lang="ar"' in field


@pytest.mark.parametrize("query", ["q=gam", "q=jeux", "q=gam&ordering=name", "vocabulary=technology&q=gam"])
def test_terms_are_found_in_any_language_sorted_or_not(desk, portal, query):
    results = desk.get(f"{reverse(f'{TERM}:list_results')}?{query}")
    assert [term.key for term in results.context["object_list"]] == ["gaming"]


def test_a_terms_words_are_saved_in_their_own_columns(desk, portal):
    url = reverse(f"{TERM}:edit", args=[portal.term.pk])
    form = desk.get(url).context["form"]
    data = {
        name: "" if form[name].value() is None else form[name].value() for name in form.fields if name != "sensitive"
    }
    assert desk.post(url, data | {"name_ar": "ألعاب", "key": "changed"}).status_code == 302
    term = Term.objects.get(pk=portal.term.pk)
    assert (term.key, term.name_en, term.name_fr, term.name_ar) == ("gaming", "Gaming", "Jeux", "ألعاب")


def test_a_term_in_use_is_not_deleted_and_the_page_says_where_it_is_used(desk, portal):
    url = reverse(f"{TERM}:delete", args=[portal.term.pk])
    for response in (desk.get(url), desk.post(url)):
        html = response.content.decode()
        assert "cannot be deleted" in html and reverse(f"{ITEM}:edit", args=[portal.first.item.pk]) in html
    assert Term.objects.filter(pk=portal.term.pk).exists()

    portal.first.item.terms.clear()
    assert desk.post(url).status_code == 302
    assert not Term.objects.filter(pk=portal.term.pk).exists()


def test_deleting_many_terms_at_once_explains_what_still_needs_them(desk, portal):
    Term.objects.create(key="consoles", vocabulary="technology", name_en="Consoles", parent=portal.term)
    url = reverse("wagtail_bulk_action", args=["resources", "term", "delete"])
    response = desk.post(f"{url}?id={portal.term.pk}")
    assert response.status_code == 409 and "Consoles" in response.content.decode()
    assert Term.objects.filter(pk=portal.term.pk).exists()


# --- facts of pages


def test_a_translation_shows_facts_for_reading_and_ignores_posted_ones(desk, portal, in_french):
    french = in_french(portal.section)
    html = desk.get(reverse("wagtailadmin_pages:edit", args=[french.pk])).content.decode()
    assert (
        'name="order"' not in html
        and 'name="slug"' not in html
        and "Changed on the page in the source language" in html
    )
    assert 'name="order"' in desk.get(reverse("wagtailadmin_pages:edit", args=[portal.section.pk])).content.decode()


def test_publishing_the_source_brings_its_facts_to_every_translation(desk, portal, in_french):
    french = in_french(portal.set)
    source = GuidelineSetPage.objects.get(pk=portal.set.pk)
    source.order, source.audience, source.slug = 7, "educators", "educators"
    source.save_revision()
    french = GuidelineSetPage.objects.get(pk=french.pk)
    assert (french.order, french.audience) == (0, "parents"), "a draft changes nothing"

    publish(source.get_latest_revision_as_object())
    french = GuidelineSetPage.objects.get(pk=french.pk)
    assert (french.order, french.audience, french.slug) == (7, "educators", "educators")
    assert french.url_path.endswith("/educators/")

    republished = publish(french.get_latest_revision_as_object())
    assert (republished.order, republished.audience, republished.slug) == (7, "educators", "educators")


def test_an_address_that_follows_takes_the_pages_below_along(portal, in_french):
    french = in_french(portal.first)
    source = SectionPage.objects.get(pk=portal.section.pk)
    source.slug = "conversation"
    publish(source)
    french.refresh_from_db()
    assert "/conversation/" in french.url_path


def test_fixed_addresses_stay(desk, portal):
    url = reverse("wagtailadmin_pages:edit", args=[portal.landing.pk])
    form = desk.get(url).context["form"]
    assert form.fields["slug"].disabled
    assert (
        not desk.get(reverse("wagtailadmin_pages:edit", args=[portal.set.pk])).context["form"].fields["slug"].disabled
    )
    page = AudienceLandingPage.objects.get(pk=portal.landing.pk)
    posted = nested_form_data({"title": page.title, "slug": "elsewhere", "start": streamfield([])})
    bound = type(form)(posted, instance=page, parent_page=portal.home)
    bound.is_valid()
    assert page.slug == "parents-educators"
