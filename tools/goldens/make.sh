#!/usr/bin/env bash
# Makes golden checkpoints, data for the tokenizer's parity tests, and the checkpoint that tests serve instead of the demo.
#
# usage: tools/goldens/make.sh OUT PUBLISHED_TOKENIZER
#
# PUBLISHED_TOKENIZER is a folder with Qwen3's tokenizer.json and tokenizer_config.json. Needs a Python with
# requirements.txt installed. Writes OUT/out.tar.gz: goldens/NAME/, parity/ (for src/tokenizer/parity/) and
# placeholder_model/ (for e2e/fixtures/placeholder_model/), yarn.fixture.json (for src/model/pass/).
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
out=$1
published=$2
build=$(mktemp -d)
trap 'rm -rf "$build"' EXIT
export PYTHONDONTWRITEBYTECODE=1

python3 "$here/small_tokenizer.py" "$published" "$build/placeholder_model"
python3 "$here/tokenizer.py" "$published" "$build/parity"
python3 "$here/make.py" "$here/spec.json" "$build/goldens"
python3 "$here/yarn.py" "$build/yarn.fixture.json"
# It shares the weights of tied-f32, whose vocabulary has 512 ids too.
cp "$build"/goldens/tied-f32/{config.json,model.safetensors} "$build/placeholder_model"

mkdir -p "$out"
tar -czf "$out/out.tar.gz" -C "$build" goldens parity placeholder_model yarn.fixture.json
(cd "$build" && find . -type f -print0 | sort -z | xargs -0 sha256sum)
