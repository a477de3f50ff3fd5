"""deploy/install.sh and deploy/upgrade.sh, really run, below a folder of their own and on a small machine.

Not covered here, for want of a machine with systemd and a public name: units, timers, certificate, Debian's packages.
`make drill ONLY=bare` covers the packages and the user, on a bare Debian.
"""

import os
import re
import shutil
import subprocess
import threading
import time
from pathlib import Path

import pytest

from tests.stage import NGINX_MAIN, ROOT, free_port, get
from tests.stage.limit import Limit, NotHere

PAGE = "/en/parents-educators/parents/"
BROKEN = """
from django.db import migrations

def fail(apps, schema_editor):
    raise RuntimeError("this release cannot be installed")

class Migration(migrations.Migration):
    dependencies = [("resources", "{last}")]
    operations = [migrations.RunPython(fail)]
"""


class Machine:
    """A folder in which the portal is installed; what runs there has 512 MiB and one core, where that can be had."""

    def __init__(self, folder: Path):
        self.root, self.source = folder / "root", folder / "source"
        self.ports = {"nginx": free_port(), "django": free_port()}
        self.base = f"http://127.0.0.1:{self.ports['nginx']}"
        self.nginx: subprocess.Popen | None = None
        try:
            self.limit = Limit(512)
        except NotHere:  # tests/run.sh says so under NOT RUN
            self.limit = None
        listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
        for name in listed.decode().rstrip("\0").split("\0"):
            if (ROOT / name).exists():
                (self.source / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(ROOT / name, self.source / name)
        self.answers = folder / "answers"
        self.answers.write_text(
            "DOMAIN=portal.test\nCOUNTRY=gh\nLANGUAGES=en\nADMINISTRATOR=ama@example.org\nTLS=none\n"
            f"LISTEN=127.0.0.1:{self.ports['nginx']}\nUPSTREAM=127.0.0.1:{self.ports['django']}\n"
        )

    def run(self, *command: object) -> subprocess.CompletedProcess:
        """Run a command inside; standard output and error together in `stdout`."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("DJANGO", "COP", "DATABASE"))}
        return subprocess.run(
            [str(part) for part in command],
            cwd=self.source,
            env={**kept, "COP_ROOT": str(self.root)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=900,
            preexec_fn=self.limit.enter if self.limit else None,
        )

    def manage(self, *command: str) -> str:
        done = self.run(self.root / "usr/local/bin/cop-manage", *command)
        assert done.returncode == 0, done.stdout
        return done.stdout

    def start_nginx(self) -> None:
        """What the packaged nginx would do: read the file that was installed."""
        folder = self.root / "nginx"
        folder.mkdir()
        main = NGINX_MAIN.format(folder=folder, extra="").replace(
            f"{folder}/cop.conf", f"{self.root}/etc/nginx/conf.d/cop_portal.conf"
        )
        (folder / "nginx.conf").write_text(("user root;" if os.getuid() == 0 else "") + main)
        command = ["nginx", "-c", str(folder / "nginx.conf"), "-p", str(folder)]
        self.nginx = subprocess.Popen(command, preexec_fn=self.limit.enter if self.limit else None)

    def look(self, path: str = PAGE) -> tuple[int, str]:
        status, _, body = get(f"{self.base}{path}", Host="portal.test")
        return status, body.decode()

    @property
    def release(self) -> Path:
        return (self.root / "opt/cop_portal/current").resolve()

    def end(self) -> None:
        self.run("bash", "-c", ". deploy/lib.sh; stop_services")
        if self.nginx:
            self.nginx.terminate()
            self.nginx.wait(20)
        if self.limit:
            self.limit.remove()


class Reader(threading.Thread):
    """Somebody who goes on reading the same page."""

    def __init__(self, machine: Machine):
        super().__init__()
        self.machine, self.over, self.seen = machine, threading.Event(), []

    def run(self) -> None:
        while not self.over.wait(0.2):
            self.seen.append(self.machine.look()[0])

    def __enter__(self) -> "Reader":
        self.start()
        return self

    def __exit__(self, *args) -> None:
        self.over.set()
        self.join()


@pytest.fixture
def machine(tmp_path: Path):
    tmp_path.chmod(0o755)
    machine = Machine(tmp_path)
    yield machine
    machine.end()


@pytest.mark.skipif(not shutil.which("nginx"), reason="nginx is not installed")
def test_from_a_bare_folder_to_a_portal_and_from_one_version_to_the_next(machine):
    began = time.monotonic()
    first = machine.run("deploy/install.sh", machine.answers)
    assert first.returncode == 0, first.stdout
    assert time.monotonic() - began < 15 * 60  # the bound for a whole installation, not a measurement
    assert re.search(r"ama@example\.org sets a password here.*\n\s+http://portal\.test:\d+/accounts/", first.stdout)
    for what in ("Helplines", "quick exit", "privacy"):
        assert what in first.stdout.split("must still confirm")[1]
    machine.start_nginx()
    for _ in range(50):
        if machine.look()[0] == 200:
            break
        time.sleep(0.2)
    assert machine.look()[0] == 200
    assert oct((machine.root / "etc/cop_portal/env").stat().st_mode)[-3:] == "600"

    again = machine.run("deploy/install.sh", machine.answers)
    assert again.returncode == 0, again.stdout
    assert "Nothing was changed." in again.stdout
    assert "sets a password" not in again.stdout

    # Other settings: the same command takes them into service, on every page.
    settings = machine.root / "etc/cop_portal/env"
    settings.write_text(settings.read_text() + "COP_EXIT='en=https://news.example/'\n")
    other = machine.run("deploy/install.sh", machine.answers)
    assert other.returncode == 0 and "with the settings of" in other.stdout, other.stdout
    assert machine.manage("shell", "-v0", "-c", "from django.conf import settings as s; print(s.COP_EXIT)").strip() == (
        "{'en': 'https://news.example/'}"
    )
    for _ in range(200):
        if "https://news.example/" in machine.look("/en/help/")[1]:
            break
        time.sleep(0.5)
    assert "https://news.example/" in machine.look("/en/help/")[1]

    # An editor changes a sentence; the next version brings another template and another text.
    machine.manage(
        "shell", "-v0", "-c",
        "from django.db import transaction; from guidelines.models import RecommendationPage as R\n"
        "page = R.objects.get(slug='stop-gaming-tonight', locale__language_code='en')\n"
        "page.title = 'Kept by the editor'\n"
        "with transaction.atomic(): page.save_revision().publish()",
    )  # fmt: skip
    old = machine.release
    with (machine.source / "static/css/20-base.css").open("a") as style:
        style.write("\n@layer base { .next-version { color: var(--ink); } }\n")
    words = machine.source / "content/words/en/pages/about/challenge.yaml"
    words.write_text(re.sub(r"^title: .*$", "title: A title from upstream", words.read_text(), flags=re.M))
    with Reader(machine) as reader:
        upgraded = machine.run("deploy/upgrade.sh")
    assert upgraded.returncode == 0, upgraded.stdout
    assert machine.release != old
    assert set(reader.seen) == {200}
    told = machine.look("/en/about/challenge/")[1]
    assert "A title from upstream" in told
    assert ".next-version" in told
    kept = "/en/parents-educators/parents/agree-as-a-family/stop-gaming-tonight/"
    assert "Kept by the editor" in machine.look(kept)[1]

    # A version that cannot be installed leaves everything as it was.
    last = sorted(path.stem for path in (machine.source / "resources/migrations").glob("0*.py"))[-1]
    (machine.source / "resources/migrations/9999_broken.py").write_text(BROKEN.format(last=last))
    running = machine.release
    with Reader(machine) as reader:
        refused = machine.run("deploy/upgrade.sh")
    assert refused.returncode != 0
    assert "Everything is as it was before" in refused.stdout, refused.stdout
    assert machine.release == running
    assert set(reader.seen) == {200}
    assert "Kept by the editor" in machine.look(kept)[1]
    assert "9999_broken" not in machine.manage("showmigrations", "resources")
    if machine.limit:
        assert machine.limit.kills() == 0


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("DOMAIN=https://portal.test/", "DOMAIN"),
        ("COUNTRY=Ghana", "COUNTRY"),
        ("ADMINISTRATOR=nobody", "ADMINISTRATOR"),
        ("TLS=maybe", "TLS"),
        ("SECRET_KEY=mine", "unknown name SECRET_KEY"),
    ],
)
def test_wrong_answers_are_refused_before_anything_is_written(tmp_path, line, said):
    answers = tmp_path / "answers"
    good = {
        "DOMAIN": "portal.test",
        "COUNTRY": "gh",
        "LANGUAGES": "en",
        "ADMINISTRATOR": "a@example.org",
        "TLS": "none",
    }
    name, value = line.split("=", 1)
    answers.write_text("".join(f"{key}={text}\n" for key, text in {**good, name: value}.items()))
    done = subprocess.run(
        ["deploy/install.sh", str(answers)],
        cwd=ROOT,
        env={**os.environ, "COP_ROOT": str(tmp_path / "root")},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode != 0
    assert said in done.stderr
    assert not (tmp_path / "root").exists()
