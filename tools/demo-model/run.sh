#!/usr/bin/env bash
# Makes the demo checkpoint from nothing: text, tokenizer, training, evaluation, goldens, model card, and a draft of it.
#
# usage: tools/demo-model/run.sh OUT PUBLISHED_TOKENIZER [--smoke | --minutes M | --resume FOLDER]...
#
# PUBLISHED_TOKENIZER is a folder with Qwen3's tokenizer.json and tokenizer_config.json. Needs one CUDA GPU and a Python with
# requirements.txt installed.
#
# --smoke runs every part on very little data. --minutes limits the training time and nothing else. --resume starts from
# the weights and the tokenizer of an earlier checkpoint.
#
# Writes into OUT: demo.tar.gz (for public/models/demo/), draft.tar.gz, goldens.tar.gz, prompts.json, evaluation.json,
# acceptance.json, failures.txt, conversations.md, demo.log and draft.log.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
out=$1
published=$2
shift 2
conversations= train=() draft_train=(--minutes 1) evaluate=() longest=() resume=
while (($#)); do
  case $1 in
    --smoke)
      conversations=40000 train+=(--minutes 1.2) draft_train=(--minutes 0.3)
      evaluate+=(--share 0.04) longest=(--longest 48)
      ;;
    --minutes) train+=(--minutes "$2") && shift ;;
    --resume) resume=$2 train+=(--resume "$2") && shift ;;
    *) echo "unknown option $1: the comment at the top of $0 lists all options" >&2 && exit 2 ;;
  esac
  shift
done

build=$(mktemp -d)
trap 'rm -rf "$build"' EXIT
export PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 PYTHONPATH="$here:$here/../goldens"
mkdir -p "$out"

# Runs a Python module with arguments and prints how long it took.
part() {
  local started=$SECONDS
  python3 -m "$@"
  echo "[$1: $((SECONDS - started)) s]"
}

part check_text
if [[ $resume ]]; then
  tokenizer=$resume
else
  tokenizer=$build/tokenizer
  part training.tokenizer "$published" "$tokenizer"
fi
part training.data "$tokenizer" "$build/data" ${conversations:+"$conversations"}
part training.train "$build/data" "$tokenizer" "$build/demo" "${train[@]}"
cp "$build/demo.log" "$out"
# Packed now so that a failure in a later part does not cost the training. Packed again below, with the model card.
tar -czf "$out/demo.tar.gz" -C "$build" demo
# Beside the evaluation, which leaves most of the GPU idle.
part training.train "$build/data" "$tokenizer" "$build/draft" --model draft "${draft_train[@]}" &
draft=$!
part evaluation.evaluate "$build/demo" "$out" "${evaluate[@]}" "${longest[@]}"
part card "$build/demo" "$out/evaluation.json"
tar -czf "$out/demo.tar.gz" -C "$build" demo
part goldens "$build/demo" "$build/goldens" "${longest[@]}"
tar -czf "$out/goldens.tar.gz" -C "$build" goldens
part evaluation.conversations "$build/demo" "$out/conversations.md" "${longest[@]}"
wait "$draft"
cp "$build/draft.log" "$out"
tar -czf "$out/draft.tar.gz" -C "$build" draft
part evaluation.acceptance "$build/draft" "$out"
(cd "$out" && ls -l)
