# Shared by scripts/run, scripts/test and scripts/tidy; to be sourced, not run. Needs bash and coreutils only.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"

# Nothing here may ever wait for a keyboard.
exec </dev/null
export DEBIAN_FRONTEND=noninteractive
export CCACHE_BASEDIR=${CCACHE_BASEDIR:-$root}
# Debug information names the folder of the build; what another checkout compiled serves as well.
export CCACHE_NOHASHDIR=${CCACHE_NOHASHDIR:-1}
export CCACHE_MAXSIZE=${CCACHE_MAXSIZE:-2G}

say() { printf '== %s\n' "$*"; }
die() { printf '%s: %s\n' "$(basename "$0")" "$*" >&2; exit 1; }

# One compiler takes up to 1.5 GB, so a machine with many cores and little memory gets fewer jobs than cores.
jobs() {
  local by_memory
  by_memory=$(awk '/^MemAvailable:/ {print int($2 / 1500000)}' /proc/meminfo)
  local by_cores
  by_cores=$(nproc)
  if ((by_memory < 1)); then echo 1; elif ((by_memory < by_cores)); then echo "$by_memory"; else echo "$by_cores"; fi
}

# The packages of scripts/packages.txt that are not installed, one a line.
missing_packages() {
  local wanted installed
  wanted=$(sed -e 's/#.*//' -e 's/[[:space:]]//g' -e '/^$/d' scripts/packages.txt | sort -u)
  installed=$(dpkg-query -W -f '${db:Status-Status} ${Package}\n' 2>/dev/null | awk '$1 == "installed" {print $2}' | sort -u)
  comm -23 <(printf '%s\n' "$wanted") <(printf '%s\n' "$installed")
}

# Installs what is missing, through root or sudo; touches neither the network nor apt when nothing is.
install_packages() {
  command -v dpkg-query >/dev/null || die "this script installs Debian packages; elsewhere see README.md"
  local missing=()
  mapfile -t missing < <(missing_packages)
  ((${#missing[@]})) || { echo "all packages are there"; return; }
  echo "to install: ${missing[*]}"
  local as_root=()
  if (($(id -u))); then
    sudo -n true 2>/dev/null || die "needs root or sudo without a password; or run: apt-get install ${missing[*]}"
    as_root=(sudo -n --preserve-env=DEBIAN_FRONTEND)
  fi
  local apt=("${as_root[@]}" apt-get -qq -y -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3)
  "${apt[@]}" update
  "${apt[@]}" install --no-install-recommends "${missing[@]}" >/dev/null
  # The package comes with a service; we only want its programs, for tests.
  if [[ " ${missing[*]} " == *" prometheus "* ]] && command -v systemctl >/dev/null; then
    "${as_root[@]}" systemctl disable --quiet --now prometheus 2>/dev/null || true
  fi
}

# build PRESET [TARGET…]
build() {
  local preset=$1
  shift
  cmake --preset "$preset" >/dev/null
  cmake --build --preset "$preset" -j "$(jobs)" ${1:+--target "$@"}
}

# The tests that failed in what ctest printed, and of each the last that it said.
failed_tests() {
  awk '
    function tell() { if (fails) { print line; for (i = said > 20 ? said - 20 : 0; i < said; ++i) print "    " text[i] } }
    /^ *[0-9]+\/[0-9]+ Test +#[0-9]+: / { tell(); line = $0; said = 0; fails = !/ Passed | \*\*\*Skipped / ; next }
    / tests passed, .* tests failed out of / { tell(); fails = 0 }
    /^      Start / || /^$/ { next }
    { text[said++] = $0 }' "$1"
}

# The tests that failed, or of what is no test the end.
failure_of() {
  local told
  told=$(failed_tests "$1" | tail -n 60)
  if [[ $told ]]; then echo "$told"; else tail -n 30 "$1"; fi
}

# step NAME COMMAND…: runs it, remembers how long it took, and says in `step_worked` whether it did. A failure does not
# end the script. Call it bare: after `step … ||` bash would ignore `set -e` inside the command. It ends when all that
# it started has, so a command leaves no child behind.
steps=()
failures=""
failed=0
step_worked=1
step() {
  local name=$1 begin=$SECONDS status=0 output
  shift
  say "$name"
  output=$(mktemp)
  set +e
  (set -e -o pipefail; "$@") 2>&1 | tee "$output"
  status=${PIPESTATUS[0]}
  set -e
  local outcome=ok
  step_worked=1
  if ((status)); then
    outcome="FAILED ($status)"
    failed=$((failed + 1))
    step_worked=0
    failures+=$(say "failed in $name"; failure_of "$output"; echo; echo .)
    failures=${failures%.}
  fi
  rm -f "$output"
  steps+=("$(printf '%-20s %5d s  %s' "$name" $((SECONDS - begin)) "$outcome")")
}

# Prints what failed and what the steps were, and ends the script: 0 only if every one worked.
finish() {
  printf '%s' "$failures"
  say "summary"
  printf '%s\n' "${steps[@]}"
  if ((failed)); then
    echo "FAILED: $failed of ${#steps[@]} steps, $SECONDS s"
    exit 1
  fi
  echo "OK: ${#steps[@]} steps, $SECONDS s"
}
