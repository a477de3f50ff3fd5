#!/usr/bin/env bash
# Keys, passwords and tokens in what is kept in git, or about to be. The lock holds hashes; sign-in limits name passwords.
# The edition's words speak of passwords all the time, so there only the keys themselves are looked for.
set -euo pipefail
cd "$(dirname "$0")/.."
hook=(.venv/bin/detect-secrets-hook --exclude-files '^uv\.lock$' --exclude-lines '"[0-9]+/[mh]/(ip|user|key)' --exclude-secrets '^password$')
bad=0
git ls-files -z --cached --others --exclude-standard -- ':!content' | xargs -0 "${hook[@]}" || bad=1
git ls-files -z --cached --others --exclude-standard -- content | xargs -0 "${hook[@]}" --disable-plugin KeywordDetector || bad=1
exit $bad
