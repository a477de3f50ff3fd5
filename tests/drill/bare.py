"""deploy/install.sh on a bare Debian 12, below a folder: packages, user, program, texts, nginx, within 512 MiB, one core.

Needs root and debootstrap. The bare system takes this machine's package sources, certificates and pip's settings,
shares its network, and has no systemd: units and timers are written, but what runs was started by the installer.
"""

import os
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tests.stage import ROOT, free_port, get
from tests.stage.limit import Limit

#: What tells apt and pip where packages come from, and whom to trust.
FROM_HERE = ("/etc/apt", "/etc/pip.conf", "/etc/xdg/pip", "/root/.config/pip", "/etc/ssl/certs", "/etc/resolv.conf",
             "/usr/share/keyrings", "/usr/local/share/ca-certificates", "/etc/hosts")  # fmt: skip
NAME = "portal.test"


@contextmanager
def bare_debian() -> Iterator[Path]:
    """A minimal Debian 12 in a folder, with this machine's package sources. Takes it away again."""
    folder = Path(tempfile.mkdtemp(prefix="cop-bare-"))
    folder.chmod(0o755)
    with ExitStack() as last:
        last.callback(shutil.rmtree, folder, ignore_errors=True)
        subprocess.run(
            ["debootstrap", "--variant=minbase", "bookworm", str(folder)],
            check=True, timeout=600, stdout=subprocess.DEVNULL,
        )  # fmt: skip
        for name in FROM_HERE:
            if Path(name).exists():
                target = folder / name.lstrip("/")
                target.parent.mkdir(parents=True, exist_ok=True)
                subprocess.run(["cp", "-aT", "--dereference", name, str(target)], check=True)
        for name, kind in (("proc", "proc"), ("dev", "devtmpfs")):
            subprocess.run(["mount", "-t", kind, name, str(folder / name)], check=True)
            last.callback(subprocess.run, ["umount", "--lazy", str(folder / name)], check=False)
        # There gunicorn sees how much memory it may use; a rented machine would say so in /proc/meminfo.
        subprocess.run(["mount", "--rbind", "/sys", str(folder / "sys")], check=True)
        subprocess.run(["mount", "--make-rslave", str(folder / "sys")], check=True)
        last.callback(subprocess.run, ["umount", "--lazy", "--recursive", str(folder / "sys")], check=False)
        yield folder


def copy_of_the_program(folder: Path) -> None:
    """What `git clone` would bring."""
    archive = subprocess.run(["git", "archive", "HEAD"], cwd=ROOT, check=True, capture_output=True).stdout
    folder.mkdir(parents=True)
    subprocess.run(["tar", "-x", "-C", str(folder)], input=archive, check=True)


def bare(bar) -> None:
    """`bar(words, value, holds)` notes a figure, as in run.py."""
    if os.getuid() != 0 or not shutil.which("debootstrap"):
        bar("bare machine: NOT RUN, needs root and debootstrap", "", False)
        return
    with bare_debian() as folder, ExitStack() as last:
        copy_of_the_program(folder / "root/cop_portal")
        ports = free_port(), free_port()
        (folder / "root/answers").write_text(
            f"DOMAIN={NAME}\nCOUNTRY=gh\nLANGUAGES=en\nADMINISTRATOR=ama@example.org\nTLS=none\n"
            f"LISTEN=127.0.0.1:{ports[0]}\nUPSTREAM=127.0.0.1:{ports[1]}\n"
        )
        limit = Limit(512)
        last.callback(limit.remove)
        kept = {
            name: os.environ[name]
            for name in os.environ
            if name.startswith(("PIP_", "UV_", "SSL_CERT_")) and name != "PIP_FIND_LINKS"
        }
        began = time.monotonic()

        def install() -> subprocess.CompletedProcess:
            return subprocess.run(
                ["chroot", str(folder), "/root/cop_portal/deploy/install.sh", "/root/answers"],
                env={**kept, "PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "HOME": "/root", "LANG": "C.UTF-8"},
                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                timeout=1800, preexec_fn=limit.enter,
            )  # fmt: skip

        done = install()
        took = time.monotonic() - began
        bar("bare machine: installed", done.stdout[-1500:] if done.returncode else "yes", done.returncode == 0)
        bar("bare machine: minutes (<= 15)", f"{took / 60:.1f}", took <= 900)
        if done.returncode:
            return
        again = install()
        bar(
            "a second run changes nothing",
            "Nothing was changed." in again.stdout,
            "Nothing was changed." in again.stdout,
        )
        base = f"http://127.0.0.1:{ports[0]}"
        bar("answers through nginx", get(f"{base}/en/", Host=NAME)[0], get(f"{base}/en/", Host=NAME)[0] == 200)
        link = re.search(rf"http://{NAME}:\d+(/accounts/\S+)", done.stdout)
        status = get(f"{base}{link[1]}", Host=NAME)[0] if link else "no link"
        bar("the administrator's link leads somewhere", status, status in (200, 302))
        owner = subprocess.run(
            ["chroot", str(folder), "stat", "-c", "%U %a", "/var/lib/cop_portal/db.sqlite3"],
            capture_output=True, text=True, check=True,
        ).stdout.strip()  # fmt: skip
        bar("the database belongs to the service alone", owner, owner == "cop_portal 600")
        until = time.monotonic() + 600
        while time.monotonic() < until and "sitemap" not in str(get(f"{base}/sitemap.xml", Host=NAME)[2][:300]):
            time.sleep(1)
        addresses = re.findall(r"<loc>http://[^/]+([^<]+)", get(f"{base}/sitemap.xml", Host=NAME)[2].decode())
        failed = [one for one in addresses if get(f"{base}{one}", Host=NAME)[0] != 200]
        bar(f"of {len(addresses)} pages, not 200 (= 0)", failed[:5] or 0, bool(addresses) and not failed)
        bar("killed for want of memory (= 0)", limit.kills(), limit.kills() == 0)
        print(f"          at most {limit.peak():.0f} MiB of 512, page cache included")
