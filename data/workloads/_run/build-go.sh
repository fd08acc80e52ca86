#!/bin/sh
# build-go.sh GO FILE OUT: Go compiles files of one folder only, so the program and what it shares with others meet in one.
set -e
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cp "$2" "$(dirname "$0")/kernel.go" "$folder"
cd "$folder"
"$1" build -o "$3" "$(basename "$2")" kernel.go
