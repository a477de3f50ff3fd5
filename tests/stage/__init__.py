"""A whole installation on this machine, for tests, bench and drill: database, gunicorn, worker, nginx.

Each stage has its own folder, ports and processes, and ends exactly those. The loaded database is made once a
machine and edition, and copied. `STAGE_LIMIT=512` puts all that a stage starts on one core and into so many MiB.
"""

import hashlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections import Counter
from pathlib import Path

from tests.stage.limit import Limit

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("common", "accounts", "resources", "guidelines", "audiences")
NGINX_MAIN = """
daemon off; worker_processes 1; pcre_jit on; pid {folder}/nginx.pid; error_log {folder}/nginx-start.log emerg;
events {{ worker_connections 2048; }}
http {{
  client_body_temp_path {folder}/tmp1; proxy_temp_path {folder}/tmp2; fastcgi_temp_path {folder}/tmp3;
  uwsgi_temp_path {folder}/tmp4; scgi_temp_path {folder}/tmp5;
  sendfile on; tcp_nopush on;
  include {folder}/cop.conf;
  {extra}
}}
"""


def free_port() -> int:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return sock.getsockname()[1]


def digest_of(*folders: str) -> str:
    digest = hashlib.blake2b(digest_size=8)
    for folder in folders:
        for path in sorted(p for p in (ROOT / folder).rglob("*") if p.is_file() and "__pycache__" not in p.parts):
            digest.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return digest.hexdigest()


class Stage:
    """`with Stage() as stage:` a portal behind nginx at `stage.base`, Django alone at `stage.django`."""

    def __init__(self, database: str = "", nginx: bool = True, worker: bool = False, **environment: str):
        self.folder = Path(tempfile.mkdtemp(prefix="cop-stage-"))
        self.folder.chmod(0o755)
        self.var = self.folder / "var"
        self.ports = {"nginx": free_port(), "django": free_port()}
        self.with_nginx, self.with_worker = nginx, worker
        self.base = f"http://127.0.0.1:{self.ports['nginx' if nginx else 'django']}"
        self.django = f"http://127.0.0.1:{self.ports['django']}"
        self.processes: dict[str, subprocess.Popen] = {}
        small = int(os.environ.get("STAGE_LIMIT", "0"))
        self.limit = Limit(small) if small else None
        self.env = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "cop_portal.settings.dev",
            "COP_VAR_DIR": str(self.var),
            "COP_BASE_URL": self.base,
            "COP_BIND": f"127.0.0.1:{self.ports['django']}",
            "COP_PROCESSES": "1" if os.environ.get("STAGE_LIMIT") else "2",
            "COP_PRELOAD": "yes",
            "MALLOC_ARENA_MAX": "2",
            "PYTHONUNBUFFERED": "1",
            "LOG_LEVEL": "INFO",
            **environment,
        }
        self.env.pop("DATABASE_URL", None)
        if database:
            self.env["DATABASE_URL"] = database

    def __enter__(self) -> "Stage":
        try:
            self.prepare()
            self.manage("collectstatic", "--noinput", "-v0")
            self.manage("prepare_release")
            self.start_django()
            if self.with_nginx:
                self.start_nginx()
            if self.with_worker:
                self.start_worker()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *args) -> None:
        for name in reversed(list(self.processes)):
            self.stop(name)
        if self.limit:
            print(f"          limited: at most {self.limit.peak():.0f} MiB, {self.limit.kills()} killed for memory")
            self.limit.remove()
        shutil.rmtree(self.folder, ignore_errors=True)

    # --- making it

    def prepare(self) -> None:
        self.var.mkdir()
        if "DATABASE_URL" in self.env:
            self.manage("migrate", "-v0")
            self.manage("load_pack")
            return
        edition = digest_of(*ROOMS, "content", "cop_portal/packs", "cop_portal/publishing/migrations")
        cached = Path(tempfile.gettempdir()) / f"cop-stage-db-{edition}"
        if not cached.exists():
            self.manage("migrate", "-v0")
            self.manage("load_pack")
            self.manage(
                "shell",
                "-c",
                "from django.db import connection; connection.cursor().execute('PRAGMA wal_checkpoint(TRUNCATE)')",
            )
            shutil.copy(self.var / "db.sqlite3", f"{cached}.{os.getpid()}")
            os.replace(f"{cached}.{os.getpid()}", cached)
            shutil.rmtree(self.var / "public", ignore_errors=True)
        else:
            shutil.copy(cached, self.var / "db.sqlite3")

    def manage(self, *command: str, timeout: int = 600) -> str:
        done = subprocess.run(
            [sys.executable, "manage.py", *command],
            cwd=ROOT,
            env={**self.env, "LOG_LEVEL": "WARNING"},
            timeout=timeout,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, f"{command[0]}: exit {done.returncode}\n{done.stdout[-2000:]}{done.stderr[-4000:]}"
        return done.stdout

    def python(self, code: str) -> str:
        """Run Python with the portal's models in a process of its own."""
        return self.manage("shell", "-v0", "-c", code)

    # --- processes

    def _start(self, name: str, command: list[str], **options) -> None:
        log = (self.folder / f"{name}.log").open("ab")
        self.processes[name] = subprocess.Popen(
            command,
            cwd=ROOT,
            env=self.env,
            stdout=log,
            stderr=log,
            start_new_session=True,
            preexec_fn=self.limit.enter if self.limit else None,
            **options,
        )

    def start_django(self) -> None:
        gunicorn = str(Path(sys.executable).with_name("gunicorn"))
        self._start("django", ["nice", "-n", "5", gunicorn, "-c", "deploy/gunicorn.conf.py", "cop_portal.wsgi"])
        self.wait_for(f"{self.django}/live")

    def start_worker(self) -> None:
        self._start("worker", [sys.executable, "manage.py", "worker"])

    def start_nginx(self, extra: str = "") -> None:
        self.write_nginx(extra)
        self._start("nginx", ["nginx", "-c", str(self.folder / "nginx.conf"), "-p", str(self.folder)])
        self.wait_for(f"{self.base}/robots.txt")

    def write_nginx(self, extra: str = "") -> None:
        text = self.manage(
            "nginx_conf",
            "--host",
            "127.0.0.1",
            "--listen",
            f"127.0.0.1:{self.ports['nginx']}",
            "--upstream",
            f"127.0.0.1:{self.ports['django']}",
            "--cache",
            str(self.folder / "computed"),
        )
        (self.folder / "cop.conf").write_text(text)
        user = "user root;" if os.getuid() == 0 else ""
        (self.folder / "nginx.conf").write_text(user + NGINX_MAIN.format(folder=self.folder, extra=extra))

    def stop(self, name: str, kind: int = signal.SIGTERM) -> None:
        process = self.processes.pop(name, None)
        if process is None:
            return
        for sign, patience in ((kind, 25), (signal.SIGKILL, 10)):
            try:
                os.killpg(process.pid, sign)
            except ProcessLookupError:
                break
            try:
                process.wait(patience)
                break
            except subprocess.TimeoutExpired:
                continue

    def wait_for(self, address: str, seconds: float = 60) -> None:
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            try:
                urllib.request.urlopen(address, timeout=5).close()
                return
            except urllib.error.HTTPError:
                return
            except OSError:
                time.sleep(0.1)
        logs = "\n".join(path.read_text(errors="replace")[-1500:] for path in self.folder.glob("*.log"))
        raise AssertionError(f"{address} does not answer\n{logs}")

    def wait_until_filled(self, after: float = 0, seconds: float = 400) -> None:
        """Until the worker has made every page; `after`: how long it may need to hear of a change."""
        time.sleep(after)
        until = time.monotonic() + seconds
        path = self.var / "public/worker.json"
        while time.monotonic() < until:
            if path.exists():
                said = json.loads(path.read_text())
                if said["pages"] and not said["missing"]:
                    return
            time.sleep(0.5)
        raise AssertionError("the site was not filled in time")

    def renders(self) -> Counter:
        """How often Django really rendered each path."""
        found: Counter = Counter()
        for name in ("django", "worker"):
            path = self.folder / f"{name}.log"
            for line in path.read_text(errors="replace").splitlines() if path.exists() else []:
                if '"message": "rendered ' in line:
                    found[json.loads(line)["message"].removeprefix("rendered ")] += 1
        return found

    def change(self, **options: object) -> None:
        """A change of content, as an editor's publishing makes one; options of `content_changed`."""
        self.python(
            "from django.db import transaction; from common.signals import content_changed\n"
            f"with transaction.atomic(): content_changed.send(sender=None, **{options!r})"
        )

    def log(self, name: str) -> str:
        return (self.folder / f"{name}.log").read_text(errors="replace")


def get(address: str, timeout: float = 30, **headers: str) -> tuple[int, dict[str, str], bytes]:
    """Status, headers (lower case), body of a request without redirects. Status 0 when there was no answer."""
    request = urllib.request.Request(address, headers={key.replace("_", "-"): value for key, value in headers.items()})

    class Stay(urllib.request.HTTPRedirectHandler):
        def redirect_request(self, *args, **kwargs):
            return None

    try:
        with urllib.request.build_opener(Stay).open(request, timeout=timeout) as answer:
            return answer.status, {k.lower(): v for k, v in answer.headers.items()}, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, {k.lower(): v for k, v in error.headers.items()}, error.read()
    except OSError:
        return 0, {}, b""
