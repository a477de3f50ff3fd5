"""What readers get: stored bytes, one render, the right generation, nothing withdrawn."""

import brotli
import pytest
from django.core.management import call_command
from django.db import OperationalError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Page, PageViewRestriction

from common.signals import content_changed
from cop_portal.publishing import generation, site
from cop_portal.publishing.models import Change, Withdrawal
from tests.admin.helpers import publish

pytestmark = pytest.mark.django_db


def address_of(page: Page) -> str:
    return f"/en/{page.url_path.split('/', 2)[2]}"


@pytest.fixture
def no_database(monkeypatch):
    """Switch the database off, as far as publishing can tell."""

    def off():
        def fails(*args, **kwargs):
            raise OperationalError("no connection")

        monkeypatch.setattr(generation, "token", fails)

    return off


def test_second_reader_costs_no_query_and_no_render(portal, reader, renders):
    first = reader.get("/en/")
    with CaptureQueriesContext(connection) as queries:
        second = reader.get("/en/")
    assert (first.status_code, second.content) == (200, first.content)
    assert renders == ["/en/"]
    assert len(queries) == 0


def test_stored_answers_carry_the_public_headers(portal, reader):
    reader.get("/en/")
    response = reader.get("/en/", headers={"accept-encoding": "gzip, br"})
    assert response.headers["Content-Encoding"] == "br"
    assert b"<html" in brotli.decompress(response.content)
    assert response.headers["Vary"] == "Accept-Encoding"
    assert "s-maxage=60" in response.headers["Cache-Control"]
    assert response.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert not response.cookies
    again = reader.get("/en/", headers={"accept-encoding": "gzip, br", "if-none-match": response.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert reader.get("/en/", headers={"accept-encoding": "br;q=0, gzip"}).headers["Content-Encoding"] == "gzip"


def test_head_has_the_length_and_no_body(portal, reader):
    for _ in range(2):
        response = reader.head("/en/")
        assert response.content == b""
        assert int(response.headers["Content-Length"]) > 1000
    assert len(reader.get("/en/").content) > 1000


def test_queries_make_no_other_page(portal, reader, renders):
    bodies = {reader.get(f"/en/?x={number}&utm_source=y").content for number in range(50)}
    assert len(bodies) == 1
    assert renders == ["/en/"]


def test_publishing_shows_at_once_and_drafts_do_not(portal, reader, commit):
    address = address_of(portal.first)
    assert b"Ask every day" in reader.get(address).content
    before = generation.token()
    portal.first.title = "Ask every evening"
    with commit():
        portal.first.save_revision()
    assert generation.token() == before
    assert b"Ask every evening" not in reader.get(address).content
    with commit():
        publish(portal.first)
    assert b"Ask every evening" in reader.get(address).content


def test_a_rolled_back_change_changes_nothing(portal, reader, renders):
    reader.get("/en/")
    with pytest.raises(RuntimeError), transaction.atomic():
        content_changed.send(sender=Page, withdrawn=())
        raise RuntimeError
    reader.get("/en/")
    assert renders == ["/en/"]


def test_generations_do_not_depend_on_the_order_of_commits_and_survive_compaction(db):
    Change.objects.all().delete()
    for number in range(120):
        Change.objects.create(nonce=number + 1)
    before = generation.token()
    generation.compact()
    assert Change.objects.count() == 1
    assert generation.token() == before
    generation.bump()
    assert generation.token() != before


@pytest.mark.parametrize("how", ["unpublish", "delete", "restrict"])
def test_withdrawn_pages_are_gone_even_without_database(portal, reader, commit, no_database, how):
    address, pages = address_of(portal.second), site.store()
    assert reader.get(address).status_code == 200
    with commit():
        if how == "unpublish":
            portal.second.unpublish()
        elif how == "delete":
            Page.objects.get(pk=portal.second.pk).delete()
        else:
            PageViewRestriction.objects.create(page=portal.second, restriction_type="login")
    assert not (pages.latest / f"{address[1:]}index.html").exists()
    assert not Withdrawal.objects.exists()
    assert reader.get(address).status_code in (302, 404)
    no_database()
    assert reader.get(address).status_code == 503


def test_withdrawal_is_done_before_the_commit_and_remembered_for_after_a_crash(portal, reader):
    address, pages = address_of(portal.second), site.store()
    reader.get(address)
    name = f"{address[1:]}index.html"
    content_changed.send(sender=Page, withdrawn=(portal.second.pk,))  # on_commit never runs: we crashed
    assert not (pages.latest / name).exists()
    with pages.writing():  # somebody had rendered the state before
        pages.put(pages.current_key(), name, b"old", page=portal.second.pk)
    site.reconcile(pages)
    assert not (pages.latest / name).exists()
    assert not Withdrawal.objects.exists()


def test_what_was_rendered_from_an_older_state_is_not_kept(portal, reader, monkeypatch):
    pages = site.store()
    serve = Page.serve

    def slow(self, request, *args, **kwargs):
        response = serve(self, request, *args, **kwargs).render()
        generation.bump()  # an editor publishes meanwhile
        return response

    monkeypatch.setattr(Page, "serve", slow)
    response = reader.get("/en/")
    assert response.status_code == 200
    assert not (pages.latest / "en/index.html").exists()


def test_everything_can_be_withdrawn(portal, reader, commit):
    reader.get("/en/")
    with commit():
        content_changed.send(sender=Page, everything=True)
    assert not list(site.store().latest.rglob("index.html"))
    assert reader.get("/en/").status_code == 200


def test_without_database_the_newest_copy_answers(portal, reader, commit, no_database):
    address = address_of(portal.first)
    old = reader.get(address).content
    with commit():
        content_changed.send(sender=Page)  # current is empty now
    no_database()
    response = reader.get(address)
    assert (response.status_code, response.content) == (200, old)
    assert reader.get(address_of(portal.second)).status_code == 503


def test_a_page_of_an_older_build_is_still_styled(portal, reader, release, no_database, monkeypatch):
    from common import assets

    old = reader.get("/en/")
    monkeypatch.setattr(assets, "style", lambda plain=False: "body{color:red}")
    monkeypatch.setattr(assets, "own_styles", lambda: ("sha256-new",))
    release("another build")
    no_database()
    kept = reader.get("/en/")
    assert kept.content == old.content
    policy = kept.headers["Content-Security-Policy"]
    assert old.headers["Content-Security-Policy"].split("'sha256-")[1].split("'")[0] in policy
    assert "sha256-new" in policy


def test_a_process_of_an_older_build_stores_nothing(portal, reader, release, monkeypatch):
    reader.get("/live")
    release("new")
    monkeypatch.setattr(generation, "build_id", lambda: "old")
    assert reader.get("/en/").status_code == 200
    assert not (site.store().latest / "en/index.html").exists()


def test_one_not_found_page_a_language(portal, reader, monkeypatch):
    from cop_portal import views

    first = reader.get("/en/nowhere/")
    rendered = []
    render = views.render
    monkeypatch.setattr(views, "render", lambda *args, **kwargs: rendered.append(1) or render(*args, **kwargs))
    second = reader.get("/en/nowhere/else/", headers={"if-none-match": "*"})
    assert (first.status_code, second.status_code) == (404, 404)
    assert second.content == first.content
    assert rendered == []
    assert "ETag" not in second.headers
    packed = reader.get("/en/;/", headers={"accept-encoding": "br"})
    assert (packed.status_code, brotli.decompress(packed.content)) == (404, first.content)
    assert not (site.store().latest / "en/nowhere").exists()


def test_unknown_hosts_are_refused_for_stored_pages_too(portal, reader):
    reader.get("/en/")
    assert reader.get("/en/", headers={"host": "evil.example"}).status_code == 400


def test_restricted_pages_are_never_stored(portal, reader, commit, django_user_model):
    with commit():
        PageViewRestriction.objects.create(page=portal.second, restriction_type="login")
    reader.force_login(django_user_model.objects.create_user("a@example.org", "x"))
    response = reader.get(address_of(portal.second))
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "private, no-store"
    assert not (site.store().latest / f"{address_of(portal.second)[1:]}index.html").exists()


def test_private_addresses_are_not_stored(portal, reader):
    response = reader.get("/accounts/login/")
    assert response.headers["Cache-Control"] == "no-store"
    assert not (site.store().latest / "accounts").exists()


def test_a_store_that_cannot_be_written_still_answers(portal, reader, monkeypatch):
    def full(*args, **kwargs):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(type(site.store()), "put", full)
    assert reader.get("/en/").status_code == 200
    assert reader.get("/en/").status_code == 200


def test_publish_site_fills_everything_and_forgets_what_is_no_more(portal, reader, in_french, commit, capsys):
    in_french(portal.first)
    pages = site.store()
    with pages.writing():
        pages.put(pages.current_key(), "en/of-old/index.html", b"old")
    with commit():
        content_changed.send(sender=Page)
    call_command("publish_site")
    for language in ("en", "fr"):
        for page in (portal.home, portal.landing, portal.set, portal.section, portal.first):
            name = f"{address_of(page).replace('/en/', f'/{language}/')[1:]}index.html"
            assert (pages.current / name).exists(), name
        assert (pages.current / language / "404.html").exists()
    assert (pages.current / "sitemap.xml").exists()
    assert (pages.current / f"{address_of(portal.set)[1:]}print/index.html").exists()
    assert not (pages.latest / "en/of-old").exists()
    assert not list(pages.current.rglob("*.hurried"))
    assert "pages in" in capsys.readouterr().out


def test_the_worker_notices_what_nobody_told_it(portal, reader):
    from cop_portal.publishing.worker import Worker, heartbeat

    pages = site.store()
    worker = Worker(pages)
    for _ in range(60):
        worker.turn()
        if worker.filler.done:
            break
    worker.beat()
    assert worker.filler.done
    assert heartbeat(pages)["errors"] == {}
    before = pages.current_key()
    generation.bump()  # committed by a process that was killed right after
    worker.turn()
    assert pages.current_key() != before


def test_the_worker_publishes_on_time(portal, reader):
    from datetime import timedelta

    from django.utils import timezone

    from cop_portal.publishing.worker import Worker

    portal.first.title = "Ask every hour"
    portal.first.go_live_at = timezone.now() - timedelta(minutes=1)
    revision = portal.first.save_revision(approved_go_live_at=portal.first.go_live_at)
    assert revision.approved_go_live_at
    Worker(site.store()).every_minute()
    assert Page.objects.get(pk=portal.first.pk).title == "Ask every hour"


def test_a_failing_duty_is_shown_and_stops_nothing(portal, reader, client):
    from common.signals import minute_passed
    from cop_portal.publishing.worker import Worker

    def broken(**kwargs):
        raise ValueError("no paper")

    minute_passed.connect(broken)
    try:
        worker = Worker(site.store())
        worker.every_minute()
        worker.beat()
        assert worker.errors == {"review dates and documents": "ValueError: no paper"}
        body = client.get("/ready").json()
        assert body == {**body, "ready": True}
        assert body["checks"]["worker"] == "fault"
    finally:
        minute_passed.disconnect(broken)


def test_a_new_day_makes_the_site_anew(portal, reader, monkeypatch):
    from cop_portal.publishing.worker import Worker

    worker = Worker(site.store())
    worker.new_day()
    first = generation.token()
    worker.new_day()
    assert generation.token() == first
    (site.store().root / "day").write_text("2020-01-01")
    worker.new_day()
    assert generation.token() != first


def test_live_and_ready(portal, client, pages, no_database, monkeypatch):
    assert client.get("/live").content == b"ok\n"
    assert client.get("/ready").status_code == 200
    from cop_portal.publishing import health

    monkeypatch.setattr(health, "CHECKS", (("database", lambda: "It does not answer.", True),))
    response = client.get("/ready")
    assert response.status_code == 503
    assert response.headers["Cache-Control"] == "no-store"
    assert "answer" not in response.content.decode()


def test_dead_mail_server_is_noticed_and_raises_nothing(settings, pages):
    from django.core.mail import send_mail

    from cop_portal.publishing import mail

    settings.EMAIL_BACKEND = "cop_portal.publishing.mail.NeverFails"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", 1, 2
    assert send_mail("a", "b", None, ["c@example.org"]) == 0
    assert mail.failing_since()


def test_faults_stand_on_the_admins_first_page(portal, reader, django_user_model, monkeypatch):
    from cop_portal.publishing import health

    django_user_model.objects.create_superuser("a@example.org", "x" * 20)
    reader.force_login(django_user_model.objects.get(email="a@example.org"))
    monkeypatch.setattr(health, "CHECKS", (("mail", lambda: "Mail <b>cannot</b> be sent.", False),))
    page = reader.get("/cms/")
    assert "Mail &lt;b&gt;cannot&lt;/b&gt; be sent." in page.content.decode()
    monkeypatch.setattr(health, "CHECKS", ())
    assert 'id="portal-state"' not in reader.get("/cms/").content.decode()


def test_a_preview_shows_the_draft_and_is_not_kept(portal, reader, django_user_model):
    """The request of a preview never was: what readers have must not answer it, nor it be kept for them."""
    address = address_of(portal.section)
    assert reader.get(address).status_code == 200
    portal.section.lead = "A sentence that nobody may read yet."
    portal.section.save_revision()
    reader.force_login(django_user_model.objects.create_superuser("a@example.org", "x" * 20))
    draft = reader.get(reverse("wagtailadmin_pages:view_draft", args=[portal.section.pk]))
    assert "A sentence that nobody may read yet." in draft.content.decode()
    assert "A sentence that nobody may read yet." not in Client().get(address).content.decode()
    assert "A sentence that nobody may read yet." not in (site.store().latest / f"{address[1:]}index.html").read_text()
