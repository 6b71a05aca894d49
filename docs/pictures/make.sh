#!/usr/bin/env bash
# Make README's pictures anew from the demo's documents. Needs poppler-utils, imagemagick and chromium.
set -euo pipefail
cd "$(dirname "$0")/../.."
out=$(mktemp -d)
run() { AICVGEN_HOME=$out/home .venv/bin/aicvgen "$@" >/dev/null 2>&1; }
run tailor examples/cvs/backend-engineer.pdf examples/jobs/senior-backend-engineer.md \
    --similar examples/jobs/similar-platform-engineer.md --similar examples/jobs/similar-payments-engineer.txt \
    --talents examples/talents.md --model extractive --review none --out "$out/classic"
session=$(AICVGEN_HOME=$out/home .venv/bin/aicvgen sessions --json | grep -o '"id": "[^"]*"' | head -1 | cut -d'"' -f4)
for theme in modern compact; do
    run export "$session" --theme "$theme" --formats pdf --out "$out/$theme"
done
for theme in classic modern compact; do
    pdftoppm -r 70 -png -f 1 -l 1 -singlefile "$out/$theme/cv.pdf" "$out/$theme"
done
cp "$out/classic.png" docs/pictures/cv.png
convert "$out/classic.png" "$out/modern.png" "$out/compact.png" -bordercolor '#ddd' -border 1 +append docs/pictures/themes.png
chromium --headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking \
    --disable-component-update --disable-sync --user-data-dir="$out/chromium" --hide-scrollbars \
    --window-size=900,1240 --screenshot=docs/pictures/report.png "file://$out/classic/report.html" >/dev/null 2>&1
