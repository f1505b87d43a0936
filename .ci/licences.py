"""Compares the licence of every dependency with the list in .deny.toml, without a network.

Stands in for `cargo deny check licenses` where cargo-deny is not installed. It understands what
crates write: SPDX identifiers with AND, OR, WITH and brackets, and the old slash for OR.
"""

import json
import re
import subprocess
import sys


def allowed_licences():
    text = re.sub(r"#.*", "", open(".deny.toml", encoding="utf-8").read())
    section = re.search(r"^\[licenses\]$(.*?)(?=^\[|\Z)", text, re.M | re.S).group(1)
    return set(re.findall(r'"([^"]+)"', re.search(r"allow\s*=\s*\[(.*?)\]", section, re.S).group(1)))


def satisfied(expression, allowed):
    tokens = re.findall(r"[()]|[^\s()]+", expression.replace("/", " OR "))

    def either():
        value = both()
        while tokens and tokens[0] == "OR":
            tokens.pop(0)
            right = both()
            value = value or right
        return value

    def both():
        value = one()
        while tokens and tokens[0] == "AND":
            tokens.pop(0)
            right = one()
            value = value and right
        return value

    def one():
        token = tokens.pop(0)
        if token == "(":
            value = either()
            tokens.pop(0)
            return value
        if tokens and tokens[0] == "WITH":
            tokens.pop(0)
            token = f"{token} WITH {tokens.pop(0)}"
        return token in allowed

    return either() and not tokens


def packages():
    rustc = subprocess.run(["rustc", "-vV"], check=True, capture_output=True, text=True).stdout
    host = re.search(r"host: (\S+)", rustc).group(1)
    # Only this platform's: the others' were never downloaded.
    command = ["cargo", "metadata", "--offline", "--locked", "--format-version=1", "--filter-platform", host]
    return json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)["packages"]


def main():
    allowed = allowed_licences()
    found = packages()
    refused = [
        f"{package['name']} {package['version']}: {package['license'] or 'no licence stated'}"
        for package in found
        if not (package["license"] and satisfied(package["license"], allowed))
    ]
    for line in refused:
        print("not on the list in .deny.toml:", line)
    if refused:
        return 1
    print(f"{len(found)} packages, every licence on the list in .deny.toml.")
    return 0


sys.exit(main())
