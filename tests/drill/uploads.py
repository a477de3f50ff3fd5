"""Hostile files through the admin's own forms: each refused with a reason or kept harmless, and nothing else left."""

import json
import re
from collections import Counter
from pathlib import Path

from tests.stage.files import PDF, mp4, picture, real_xlsx
from tests.stage.hostile import CLEANED, DOCUMENTS, PICTURES, TALES, Hostile
from tests.stage.memory import Growth
from tests.stage.secure import Answer, Client, SecureStage

LIMIT = 150
#: Ways by which a file comes in: the form, the chooser that library editions and pages use, many at once.
WAYS = ("form", "chooser", "many")
#: Names as no browser sends them; the file is honest.
NAMES = ["../../../etc/cron.d/evil.pdf", "..\\..\\evil.pdf", "/etc/passwd.pdf", "nul\0.pdf", "turned\u202efdp.pdf", "a\r\nX: y.pdf",
         "C:\\autoexec.pdf", ".pdf", " .pdf", "x" * 300 + ".pdf", "&#46;&#46;&#47;evil.pdf", "%2e%2e%2fevil.pdf"]  # fmt: skip
PLAIN = re.compile(r"[\w.\-]+")


#: Every file that the database knows.
KNOWN = """
import json
from wagtail.models import UploadedFile
from resources.models import PortalDocument, PortalImage, PortalRendition
print(json.dumps([name for model in (PortalDocument, PortalImage, PortalRendition, UploadedFile)
                  for name in model.objects.values_list("file", flat=True)]))
"""


class Desk:
    """An administrator who sends files."""

    def __init__(self, stage: SecureStage, client: Client):
        self.stage, self.client = stage, client
        self.media = stage.var / "media"
        page = client.get("/cms/documents/add/").text
        self.token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[1]

    def files(self) -> set[Path]:
        return {one for one in self.media.rglob("*") if one.is_file()}

    def send(self, kind: str, way: str, name: str, data: bytes) -> Answer:
        what = "images" if kind == "image" else "documents"
        words = {"description": "A drawing of a ladder"} if kind == "image" else {}
        if way == "many":
            address, fields = f"/cms/{what}/multiple/add/", {"title": "A file", "files[]": (name, data)}
        elif way == "chooser":
            address, prefix = f"/cms/{what}/chooser/create/", f"{kind}-chooser-upload-"
            fields = {prefix + key: value for key, value in {"title": "A file", "file": (name, data), **words}.items()}
        else:
            address, fields = f"/cms/{what}/add/", {"title": "A file", "file": (name, data), **words}
        return self.client.form(address, {**fields, "csrfmiddlewaretoken": self.token}, X_Requested_With=(
            "XMLHttpRequest" if way != "form" else "no"))  # fmt: skip


def outcome(way: str, answer: Answer) -> tuple[str, str]:
    """ "kept", "refused" or "broken", and the reason that was given."""
    if way == "form":
        if answer.status == 302:
            return "kept", ""
        said = re.search(r'class="w-field__errors"[^>]*>.*?<p class="error-message">\s*(.*?)\s*</p>', answer.text, re.S)
        return ("refused", said[1]) if answer.status == 200 and said else ("broken", f"{answer.status}")
    if answer.status == 413:
        return "refused", answer.text
    if answer.status != 200:
        return "broken", f"{answer.status}"
    said = json.loads(answer.text)
    if way == "many":
        return ("kept", "") if said["success"] else ("refused", said["error_message"])
    reason = re.search(r'class="error-message">\s*(.*?)\s*</p>', said.get("htmlFragment", ""), re.S)
    if reason:
        return "refused", reason[1]
    # "duplicate_found" asks, after keeping it, whether the same picture is wanted twice.
    kept = said.get("step") in ("chosen", "duplicate_found", "select_format")
    return ("kept", "") if kept else ("broken", str(said)[:200])


def uploads(bar) -> None:
    with SecureStage(worker=True, COP_PROCESSES="1") as stage:
        desk = Desk(stage, stage.client().sign_in(stage.person("upload@example.org")))
        stage.wait_until_filled()  # so that its growth is not taken for that of an upload
        for kind, name, data in (("document", "a.pdf", PDF), ("document", "a.xlsx", real_xlsx()), ("image", "a.png", picture("PNG")),
                                 ("document", "a.mp4", mp4()), ("image", "a.jpg", picture("JPEG"))):  # fmt: skip
            answers = [outcome(way, desk.send(kind, way, name, data)) for way in WAYS]
            assert all(what == "kept" for what, _ in answers), (name, answers)
        before = desk.files()
        growth = Growth({"web": stage.processes["django"].pid, "worker": stage.processes["worker"].pid})
        wrong, seen = [], Counter()
        for kind, hostile in [("document", one) for one in DOCUMENTS] + [("image", one) for one in PICTURES]:
            data = hostile.make()
            for way in WAYS:
                fault = attempt(desk, kind, hostile, way, data, before)
                seen[hostile.wanted] += 1
                wrong += [f"{kind} {hostile.name} by {way}: {fault}"] if fault else []
        for one in wrong[:20]:
            print(f"          {one}")
        number = len(DOCUMENTS) + len(PICTURES)
        bar(f"7. {number} hostile uploads by {len(WAYS)} ways: not as they should be (= 0)", f"{len(wrong)} of {sum(seen.values())}",
            not wrong and number >= 30)  # fmt: skip
        names(bar, desk)
        grown, gone = growth.peak(), growth.gone("web")
        told = ", ".join(f"{name} {value:.0f}" for name, value in grown.items())
        bar(
            f"7. growth of web and worker at their heights (<= {LIMIT} MiB)",
            told,
            sum(grown.values()) <= LIMIT and not gone,
        )
        errors = stage.log("django").count('"status": 500')
        bar("7. 500 in Django's log (= 0)", errors, errors == 0)
        known = set(json.loads(stage.python(KNOWN).strip().splitlines()[-1]))
        lost = sorted(
            str(one.relative_to(desk.media)) for one in desk.files() if str(one.relative_to(desk.media)) not in known
        )
        bar(
            f"7. files in media that no row knows (= 0 of {len(desk.files())})", lost[:5] or 0, not lost and bool(known)
        )
        no_place(bar, desk)


def attempt(desk: Desk, kind: str, hostile: Hostile, way: str, data: bytes, known: set[Path]) -> str:
    """What is wrong with how one file was taken; "" when nothing is. Files kept on purpose join `known`."""
    what, why = outcome(way, desk.send(kind, way, hostile.name, data))
    new = desk.files() - known
    known |= new
    if hostile.wanted != CLEANED:
        if what != "refused":
            return f"{what} {why}"
        if len(re.sub(r"<[^>]*>", "", why).split()) < 4:
            return f"no readable reason: {why!r}"
        return f"left {sorted(map(str, new))}" if new else ""
    if what != "kept" or not new:
        return f"{what} {why}"
    told = [tale for tale in TALES for one in new if tale in one.read_bytes()]
    return f"still tells {told}" if told else ""


def names(bar, desk: Desk) -> None:
    """Hostile names: the file is refused, or lies under a plain name where documents lie."""
    before, faults = desk.files(), []
    for name in NAMES:
        what, why = outcome("form", desk.send("document", "form", name, PDF))
        new = desk.files() - before
        before |= new
        odd = [one for one in new if one.parent.name != "documents" or not PLAIN.fullmatch(one.name)]
        if what == "broken" or odd or (what == "refused" and new):
            faults.append((name[:40], what, why, [str(one) for one in odd]))
    bar(f"7. {len(NAMES)} hostile names: not refused and not plain (= 0)", faults or 0, not faults)


def no_place(bar, desk: Desk) -> None:
    """What readers would get: renditions of all pictures that were kept, made as the admin's list makes them."""
    desk.client.get("/cms/images/")
    made = [one for one in desk.files() if one.parent.name == "images"]
    told = [(one.name, tale) for one in made for tale in TALES if tale in one.read_bytes()]
    bar(f"7. {len(made)} renditions that tell something (= 0)", told or 0, bool(made) and not told)
