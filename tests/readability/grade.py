"""Grades what families read, with textstat: by page of the public form, and by group of messages.

Takes {page: HTML} as JSON, and writes a line for each group that is harder than it may be. The grade is
Flesch and Kincaid's school grade (US); add five for the age. What may be harder, and why: exceptions.toml.
"""

import json
import re
import sys
import tomllib
from html.parser import HTMLParser
from pathlib import Path

import textstat
from fluent.syntax import FluentParser, ast

HOME = Path(__file__).resolve().parents[2]
MOST = tomllib.loads((Path(__file__).parent / "exceptions.toml").read_text())
# Of these files families read all the values and these parts; what is for staff alone is not theirs to read.
FILES = {"events": [""], "form": ["", "hint", "pupil", "pupil_hint"], "frame": ["", "detail"], "stages": ["", "next"], "rules": ["due"]}


def plain(text):
    """Names that cannot be simpler are read as one short word; a sentence ends as one."""
    for name in MOST["names"]:
        for known in (name["name"], name["name"].capitalize()):
            text = text.replace(known, "Board")
    text = " ".join(text.split())
    return text if not text or text[-1] in ".?!”" else text + "."


def said(pattern):
    """A text without what is filled in, which is not ours to grade here."""
    return "".join(part.value for part in pattern.elements if isinstance(part, ast.TextElement))


def messages(file, parts):
    """The texts of a file by its sections, each with its name."""
    groups, section = {}, ""
    for entry in FluentParser().parse((HOME / f"api/locales/en/{file}.ftl").read_text()).body:
        if isinstance(entry, ast.GroupComment):
            section = entry.content
        if not isinstance(entry, ast.Message):
            continue
        texts = {part.id.name: part.value for part in entry.attributes} | {"": entry.value}
        for part in parts:
            if texts.get(part):
                id = f"{entry.id.name}.{part}" if part else entry.id.name
                groups.setdefault(f"{file}: {section}" if section else file, []).append((id, said(texts[part])))
    return groups


class Blocks(HTMLParser):
    """The texts of a page's main part, a block each: a paragraph, a heading, a label, an entry of a list."""

    INLINE = {"a", "b", "em", "span", "strong", "br"}

    def __init__(self, html):
        super().__init__()
        self.texts, self.text = [], ""
        self.feed(html.split("<main", 1)[1].split(">", 1)[1].split("</main>")[0])
        self.flush()

    def flush(self):
        self.texts.append(self.text)
        self.text = ""

    def handle_starttag(self, tag, attrs):
        if tag not in self.INLINE:
            self.flush()

    def handle_endtag(self, tag):
        if tag not in self.INLINE:
            self.flush()

    def handle_data(self, data):
        self.text += data


def law():
    """The words that stand in the law's own data."""
    data = HOME / "domain/data"
    for file in ("catalogue-pupil", "catalogue-parent"):
        rows = tomllib.loads((data / f"{file}.toml").read_text())["entitlement"]
        for ambition in sorted({row["id"].split(".")[0] for row in rows}):
            yield f"promises {ambition}", [(r["id"], r["text"]) for r in rows if r["id"].split(".")[0] == ambition]
    for file in ("reasons", "outcomes"):
        for name, rows in tomllib.loads((data / f"{file}.toml").read_text()).items():
            yield f"list {name}", [(f"{name} {row['code']}", row["label"]) for row in rows]
    rows = tomllib.loads((data / "regimes.toml").read_text())["regime"]
    yield "regimes", [(row["regime"], row["description"]) for row in rows]


groups = {f"page {page}": [(page, text) for text in Blocks(html).texts] for page, html in json.load(sys.stdin).items()}
for file, parts in FILES.items():
    groups |= messages(file, parts)
groups |= dict(law())

allowed = {one["group"]: one["grade"] for one in MOST["groups"]}
alone = {one["id"]: one["grade"] for one in MOST["texts"]}
hard = []
for group, texts in groups.items():
    # One or two words, such as the name of a month, are no sentence: a grade says nothing of them.
    texts = [(id, plain(text)) for id, text in texts if len(re.findall(r"[A-Za-z’']+", text)) > 2]
    if not texts:
        continue
    grade = textstat.flesch_kincaid_grade(" ".join(text for _, text in texts))
    if "--all" in sys.argv:
        print(f"{grade:5.1f}  {group}", file=sys.stderr)
    if grade > allowed.pop(group, MOST["group"]):
        hard.append(f"{group}: grade {grade:.1f}")
    if group.startswith("page "):
        continue
    for id, text in texts:
        grade = textstat.flesch_kincaid_grade(text)
        if len(text.split()) > 4 and grade > alone.pop(id, MOST["text"]):
            hard.append(f"{id}: grade {grade:.1f}: {text}")
hard += [f"exceptions.toml: {name} is not there any more" for name in [*allowed, *alone]]
print("\n".join(hard))
