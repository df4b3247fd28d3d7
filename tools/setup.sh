#!/bin/sh
# Makes ready what a command needs, and says what it cannot.
#
#   tools/setup.sh run       to build the site: .venv, libraries and fonts for PDF
#   tools/setup.sh dev       to test: also the linters, pytest, poppler-utils
#   tools/setup.sh browser   Chromium, for `make pictures` and the browser tests
#
# Safe to repeat: with nothing missing it returns at once. System packages are installed only as root or with
# a sudo that asks nothing. Where PDF cannot be made ready, .venv/.no-pdf is left behind: the Makefile then builds with
# --no-pdf, and everything but the PDFs is there. Exit: 0 ready, 1 something is missing, 2 wrong usage.
set -eu
cd "$(dirname "$0")/.."

mode=${1:-run}
no_pdf=.venv/.no-pdf

say() { printf '%s\n' "$@" >&2; } # one argument, one line
die() { say "$@"; exit 1; }
has() { command -v "$1" >/dev/null 2>&1; }

# ---- system packages ------------------------------------------------------------------------------------------------

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

can_apt() {
  has apt-get && { [ "$(id -u)" = 0 ] || { has sudo && sudo -n true 2>/dev/null; }; }
}

apt_line() { echo "sudo apt-get update && sudo apt-get install -y --no-install-recommends $*"; }

apt_install() {
  say "安装系统软件包 / installing system packages: $*"
  log=$(mktemp)
  # A fresh machine has no package lists; two runs at once wait for each other.
  if as_root apt-get -qq -o DPkg::Lock::Timeout=300 update >"$log" 2>&1 &&
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -y -o DPkg::Lock::Timeout=300 \
      install --no-install-recommends "$@" >>"$log" 2>&1 </dev/null; then
    rm -f "$log"
    return 0
  fi
  tail -n 5 "$log" >&2
  rm -f "$log"
  return 1
}

# ---- Python ---------------------------------------------------------------------------------------------------------

find_python() {
  for name in ${PYTHON:-} python3.11 python3 python3.14 python3.13 python3.12 python; do
    # A name may be there and still not run (version managers leave such), so ask it.
    if has "$name" && "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      echo "$name"
      return 0
    fi
  done
  return 1
}

make_venv() {
  python=$(find_python) || die \
    "需要 Python 3.11 或更新版本，未找到。 / Python 3.11 or newer is needed and was not found." \
    "  Debian 12, Ubuntu 24.04: $(apt_line python3 python3-venv)" \
    "  已装在别处 / installed elsewhere: PYTHON=/path/to/python3.11 make site"
  if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    # Debian keeps venv's other half in a package of its own, named after the version.
    package=$("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')
    { can_apt && apt_install "$package"; } || die \
      "这个 Python 不能建虚拟环境。请先运行： / this Python cannot make a virtual environment. First run:" \
      "  $(apt_line "$package")"
  fi
  say "建立 .venv / making .venv ($("$python" --version))"
  rm -rf .venv
  "$python" -m venv .venv
}

# What the environment was made from. A change in any of these makes it stale.
wanted() { cat requirements.txt requirements-dev.txt tools/setup.sh | cksum; }

# requirements-dev.txt holds all of requirements.txt, so an environment for dev serves run as well.
venv_is_ready() {
  [ -x .venv/bin/python ] || return 1
  for stamp in "$1" dev; do
    [ -f ".venv/.ready-$stamp" ] && [ "$(cat ".venv/.ready-$stamp")" = "$(wanted)" ] && return 0
  done
  return 1
}

setup_venv() {
  venv_is_ready "$1" && return 0
  # Two makes in one checkout: the second waits, then finds the work done. Where flock is missing they are on their own.
  if has flock; then exec 9<tools/setup.sh; flock 9; venv_is_ready "$1" && return 0; fi
  { [ -x .venv/bin/python ] && .venv/bin/python -m pip --version >/dev/null 2>&1; } || make_venv
  requirements=requirements.txt
  if [ "$1" = dev ]; then requirements="requirements-dev.txt"; fi
  say "安装 $requirements / installing $requirements"
  # -qq: errors only; what an index lacks is not news.
  .venv/bin/python -m pip install -qq --disable-pip-version-check --no-input \
    --require-hashes -r "$requirements" </dev/null || die \
    "安装 Python 依赖失败，见上。 / installing the Python dependencies failed, see above."
  rm -f "$no_pdf"
  wanted >".venv/.ready-$1"
}

# ---- PDF ------------------------------------------------------------------------------------------------------------

# Prints the Debian packages that are missing. The libraries are asked for as WeasyPrint asks for them.
missing_for_pdf() {
  .venv/bin/python -I -S - <<'PYTHON'
import ctypes
for package, stem in {
    "libpango-1.0-0": "pango-1.0",
    "libpangoft2-1.0-0": "pangoft2-1.0",
    "libharfbuzz0b": "harfbuzz",
    "libharfbuzz-subset0": "harfbuzz-subset",
    "libfontconfig1": "fontconfig",
}.items():
    major = 1 if stem == "fontconfig" else 0
    for name in (f"lib{stem}.so.{major}", f"lib{stem}.{major}.dylib"):
        try:
            ctypes.CDLL(name)
            break
        except OSError:
            pass
    else:
        print(package)
PYTHON
  has_chinese_font || echo fonts-noto-cjk
}

has_chinese_font() {
  # A machine's own list, where there is one; a folder of fonts says enough elsewhere.
  if has fc-list; then
    [ -n "$(fc-list :lang=zh-cn file 2>/dev/null | head -n 1)" ]
  else
    [ -n "$(find /usr/share/fonts /usr/local/share/fonts "${HOME:-/nowhere}/.local/share/fonts" \
      \( -iname '*CJK*' -o -iname '*Noto*SC*' -o -iname '*SourceHan*' -o -iname '*wqy*' \) 2>/dev/null | head -n 1)" ]
  fi
}

setup_pdf() {
  missing=$(missing_for_pdf | tr '\n' ' ')
  if [ "$mode" = dev ]; then
    has fc-list || missing="${missing}fontconfig "
    { has pdftotext && has pdftoppm; } || missing="${missing}poppler-utils "
  fi
  if [ -z "$missing" ]; then
    rm -f "$no_pdf"
    return 0
  fi
  # An attempt that failed once is not repeated at every command; the line below says how to do it by hand.
  # shellcheck disable=SC2086  # several packages, several words
  if [ ! -e "$no_pdf" ] && can_apt && apt_install $missing; then
    missing=$(missing_for_pdf | tr '\n' ' ')
    [ -z "$missing" ] && return 0
  fi
  say "缺少： / missing: $missing" \
    "  $(apt_line "$missing")"
  case " $missing " in
    *" libpango"* | *" libharfbuzz0b "* | *" libfontconfig1 "* | *" fonts-"*)
      : >"$no_pdf"
      say "现在不能生成 PDF；其余照常（--no-pdf）。 / no PDF for now; --no-pdf still builds everything else." ;;
    *" libharfbuzz-subset0 "*)
      : >"$no_pdf"
      say "没有 libharfbuzz-subset0，一份中文 PDF 要慢约 19 倍，所以先不生成（--no-pdf）。" \
        "Without libharfbuzz-subset0 a Chinese PDF takes about 19 times longer, so none is made for now (--no-pdf)." ;;
    *) rm -f "$no_pdf" ;; # only a tool for the tests is missing
  esac
  # Tests that silently leave out the PDFs would be a green light for something nobody looked at.
  if [ "$mode" = dev ] && [ -n "${CI:-}" ]; then die "CI 不得跳过 PDF 测试。 / CI must not skip the PDF tests."; fi
}

# ---- Chromium -------------------------------------------------------------------------------------------------------

setup_browser() {
  for name in chromium chromium-browser google-chrome; do has "$name" && return 0; done
  { can_apt && apt_install chromium; } || die \
    "需要 Chromium。请运行： / Chromium is needed. Run:" "  $(apt_line chromium)"
}

case $mode in
  run | dev)
    setup_venv "$mode"
    setup_pdf
    ;;
  browser) setup_browser ;;
  *)
    say "用法 / usage: tools/setup.sh run | dev | browser"
    exit 2
    ;;
esac
