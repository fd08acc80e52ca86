# Sourced by what runs the suite: a build folder, its tests, and their results for tests/count.py in $results. Needs app/packages.sh.

# stage NAME FOLDER SUITES [MESON OPTIONS]: builds the folder, runs the suites, keeps the result for the count.
stage () {
  name=$1 folder=$2 suites=$3
  shift 3
  echo "== $name"
  if ! build "$folder" "$@" >"$results/$name.log" 2>&1; then
    tail -n 40 "$results/$name.log"
    echo "$name: does not build"
    touch "$results/$name.broken"
    return
  fi
  args=
  for suite in $suites; do
    args="$args --suite $suite"
  done
  rm -f "$folder"/meson-logs/testlog*.junit.xml
  # Frames are compared and keys are sent to the focused window: one display test at a time.
  meson test -C "$folder" --no-rebuild --print-errorlogs --num-processes 2 $args || true
  cp "$folder"/meson-logs/testlog*.junit.xml "$results/$name.xml" 2>/dev/null || touch "$results/$name.broken"
  cp "$folder/meson-logs/testlog.json" "$results/$name.tests" 2>/dev/null
  once_more
}

# A display test sends keys and waits for windows: what else goes on may be too much for it. One that failed is run once more when all are done,
# and that counts; what fails twice has failed.
once_more () {
  again=$(python3 tests/count.py --failed "$folder/meson-logs/testlog.json" display)
  [ -n "$again" ] || return 0
  echo "== $name, once more: $again"
  rm -f "$folder"/meson-logs/testlog*.junit.xml
  meson test -C "$folder" --no-rebuild --print-errorlogs --suite display $again || true
  cp "$folder"/meson-logs/testlog*.junit.xml "$results/$name.again" 2>/dev/null || true
  cp "$folder/meson-logs/testlog.json" "$results/$name.tests-again" 2>/dev/null || true
}
