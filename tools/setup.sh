#!/bin/sh
# Makes ready what a command needs, and says what it cannot.
#
#   tools/setup.sh run       to build the site: .venv, libraries and fonts for PDF
#   tools/setup.sh dev       to test: also the linters, pytest, poppler-utils, qpdf, jq
#   tools/setup.sh browser   Chromium and checkers of pages, for `make pictures` and the browser tests
#
# Safe to repeat: with nothing missing it returns at once. System packages are installed only as root or with
# a sudo that asks nothing; fonts alone are also taken without, into the user's own folder of fonts. Where PDF cannot be
# made ready, .venv/.no-pdf is left behind: the Makefile then builds with --no-pdf, and everything but the PDFs is there.
# A face that cannot be had is told, and another takes its place. Exit: 0 ready, 1 something is missing, 2 wrong usage.
set -eu
cd "$(dirname "$0")/.."

mode=${1:-run}
no_pdf=.venv/.no-pdf
no_faces=.venv/.no-faces

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
# A place's own repository has no requirements-dev.txt: there is nothing to test but its data.
wanted() { cat requirements.txt requirements-dev.txt tools/setup.sh 2>/dev/null | cksum; }

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
  if [ "$1" = dev ] && [ -e requirements-dev.txt ]; then requirements="requirements-dev.txt"; fi
  say "安装 $requirements / installing $requirements"
  # -qq: errors only; what an index lacks is not news.
  .venv/bin/python -m pip install -qq --disable-pip-version-check --no-input \
    --require-hashes -r "$requirements" </dev/null || die \
    "安装 Python 依赖失败，见上。 / installing the Python dependencies failed, see above."
  rm -f "$no_pdf" "$no_faces"
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
  has fc-list || echo fontconfig
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
    { has pdftotext && has pdftoppm; } || missing="${missing}poppler-utils "
    has qpdf || missing="${missing}qpdf "
    has jq || missing="${missing}jq "
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
  # A font needs no rights: it may come with the other faces.
  case " $missing " in *" fonts-"*) if [ ! -e "$no_faces" ] && place_fonts fonts-noto-cjk; then
    missing=$(missing_for_pdf | tr '\n' ' ')
    [ -z "$missing" ] && return 0
  fi ;; esac
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
    *) rm -f "$no_pdf" ;; # only a tool is missing
  esac
  # Tests that silently leave out the PDFs would be a green light for something nobody looked at.
  if [ "$mode" = dev ] && [ -n "${CI:-}" ]; then die "CI 不得跳过 PDF 测试。 / CI must not skip the PDF tests."; fi
}

# ---- faces ----------------------------------------------------------------------------------------------------------

# Whether this machine has one of these families; the office's own count as well as the free ones.
has_face() {
  for family in "$@"; do
    [ -n "$(fc-list ":family=$family" file 2>/dev/null | head -n 1)" ] && return 0
  done
  return 1
}

# Prints the Debian packages whose faces nothing on this machine stands for. templates/assets/faces.css names them all.
missing_faces() {
  has_face "仿宋_GB2312" FangSong_GB2312 FangSong STFangsong FandolFang || echo texlive-lang-chinese
  has_face "楷体_GB2312" KaiTi_GB2312 KaiTi STKaiti "LXGW WenKai" || echo fonts-lxgw-wenkai
  { has_face "Noto Serif CJK SC" && has_face "Noto Sans CJK SC"; } || echo fonts-noto-cjk
}

# Where fonts of ours stand: for all users where we may, else for this one. fontconfig looks into both by itself.
font_folder() {
  if [ "$(id -u)" = 0 ]; then echo /usr/local/share/fonts/tongbao
  else echo "${XDG_DATA_HOME:-${HOME:?}/.local/share}/fonts/tongbao"; fi
}

# A package's file in this folder. Needs no rights, only package lists; a fresh machine has none.
fetch() {
  apt-get -qq -o APT::Sandbox::User="$(id -un)" download "$1" ||
    { can_apt && as_root apt-get -qq -o DPkg::Lock::Timeout=300 update &&
      apt-get -qq -o APT::Sandbox::User="$(id -un)" download "$1"; }
}

# Takes the fonts of a package with their licence, and nothing else of it: to install texlive-lang-chinese would bring
# 23 packages of TeX.
place_fonts() {
  { has apt-get && has dpkg-deb; } || return 1
  case $1 in
    texlive-lang-chinese) fonts='*/FandolFang-Regular.otf' licence='*/fonts/fandol/*' ;;
    fonts-lxgw-wenkai) fonts='*/LXGWWenKai-[RB]*.ttf' licence='*/fonts-lxgw-wenkai/copyright' ;;
    fonts-noto-cjk) fonts='*/opentype/noto/*.ttc' licence='*/fonts-noto-cjk/copyright' ;;
  esac
  say "取字体 / taking the fonts of $1"
  work=$(mktemp -d)
  folder=$(font_folder)/$1
  if (cd "$work" && fetch "$1" && dpkg-deb -x ./*.deb x) >"$work/log" 2>&1 </dev/null && mkdir -p "$folder" &&
    find "$work/x" -type f \( -path "$fonts" -o -path "$licence" \) -exec cp {} "$folder/" \; ; then
    chmod -R a+rX "$folder"
    rm -rf "$work"
    fc-cache "$folder" 2>/dev/null || :
    return 0
  fi
  tail -n 3 "$work/log" >&2
  rm -rf "$work"
  return 1
}

setup_faces() {
  # Without fontconfig's own tools nobody can say which faces are there; setup_pdf has told what is missing.
  { [ -e "$no_pdf" ] || ! has fc-list; } && return 0
  missing=$(missing_faces | tr '\n' ' ')
  if [ -z "$missing" ]; then
    rm -f "$no_faces"
    return 0
  fi
  if [ ! -e "$no_faces" ]; then
    # shellcheck disable=SC2046  # several packages, several words
    case " $missing" in *" fonts-"*) if can_apt; then
      apt_install $(missing_faces | grep '^fonts-') || :
    fi ;; esac
    for package in $(missing_faces); do place_fonts "$package" || :; done
    missing=$(missing_faces | tr '\n' ' ')
    [ -z "$missing" ] && return 0
  fi
  # As with the libraries: told every time, tried once.
  : >"$no_faces"
  for package in $missing; do
    case $package in
      texlive-lang-chinese) say "没有仿宋，正文改用其他字体。 / no 仿宋 (FandolFang): another face stands in for it" ;;
      fonts-lxgw-wenkai) say "没有楷体，改用其他字体。 / no 楷体 (LXGW WenKai): another face stands in for it" ;;
      *) say "没有思源宋体和黑体，改用其他字体。 / no Noto Serif and Sans CJK SC: others stand in for them" ;;
    esac
    say "  apt-get download $package && dpkg-deb -x $package*.deb fonts   → ~/.local/share/fonts"
  done
  if [ "$mode" = dev ] && [ -n "${CI:-}" ]; then die "CI 需要全部字体。 / CI needs every face."; fi
}

# ---- Chromium and checkers of pages ---------------------------------------------------------------------------------

has_chromium() { has chromium || has chromium-browser || has google-chrome; }

setup_browser() {
  missing=
  has_chromium || missing="chromium "
  has java || missing="${missing}default-jre-headless "
  # shellcheck disable=SC2086 # several words
  [ -z "$missing" ] || { can_apt && apt_install $missing; } || die \
    "缺少： / missing: $missing" "  $(apt_line "$missing")"
  stamp=$(cksum <requirements-browser.txt)
  [ "$(cat .venv/.ready-browser 2>/dev/null)" = "$stamp" ] && return 0
  say "安装 requirements-browser.txt / installing requirements-browser.txt"
  .venv/bin/python -m pip install -qq --disable-pip-version-check --no-input \
    --require-hashes -r requirements-browser.txt </dev/null || die \
    "安装网页检查工具失败，见上。 / installing the checkers of pages failed, see above."
  echo "$stamp" >.venv/.ready-browser
}

case $mode in
  run | dev)
    setup_venv "$mode"
    setup_pdf
    setup_faces
    ;;
  browser) setup_browser ;;
  *)
    say "用法 / usage: tools/setup.sh run | dev | browser"
    exit 2
    ;;
esac
