#!/usr/bin/env python3
"""Prints the shape of the Swift modules: files, lines, the median and the longest file, and the largest ring of files that
need each other. A file needs another when it names a type that only the other one declares.

  Tests/Bench/shape.py [FOLDER ...]      without folders: every module of Sources
"""
import pathlib
import re
import statistics
import sys

DECLARED = re.compile(r"\b(?:struct|class|enum|protocol|actor|typealias)\s+([A-Z]\w+)")
TOKEN = re.compile(
    r'#*"""(?:\\.|[^\\])*?"""#*|#*"(?:\\.|[^"\\\n])*"#*|//[^\n]*|/\*.*?\*/', re.DOTALL)


def code(path):
    """The text of a file without comments and strings."""
    return TOKEN.sub(" ", path.read_text(encoding="utf-8"))


def needs(texts):
    """For each file the files whose types it names."""
    homes = {}
    for path, text in texts.items():
        for name in set(DECLARED.findall(text)):
            homes.setdefault(name, set()).add(path)
    home = {name: next(iter(paths)) for name, paths in homes.items() if len(paths) == 1}
    return {
        path: {home[word] for word in set(re.findall(r"\b[A-Z]\w+\b", text)) if word in home} - {path}
        for path, text in texts.items()
    }


def rings(arrows):
    """Sets of files that reach each other (Tarjan)."""
    number, low, stack, found = {}, {}, [], []

    def visit(node):
        number[node] = low[node] = len(number)
        stack.append(node)
        for other in arrows[node]:
            if other not in number:
                visit(other)
                low[node] = min(low[node], low[other])
            elif other in stack:
                low[node] = min(low[node], number[other])
        if low[node] == number[node]:
            ring = []
            while True:
                ring.append(stack.pop())
                if ring[-1] == node:
                    break
            found.append(ring)

    sys.setrecursionlimit(10_000)
    for node in arrows:
        if node not in number:
            visit(node)
    return sorted((ring for ring in found if len(ring) > 1), key=len, reverse=True)


def main():
    folders = sys.argv[1:] or sorted(str(p) for p in pathlib.Path("Sources").iterdir() if any(p.rglob("*.swift")))
    print("module | files | lines | median | longest | rings")
    for folder in folders:
        paths = sorted(pathlib.Path(folder).rglob("*.swift"))
        lengths = [len(p.read_text(encoding="utf-8").splitlines()) for p in paths]
        sizes = [len(ring) for ring in rings(needs({p: code(p) for p in paths}))]
        name = pathlib.Path(folder).name
        print(
            f"{name} | {len(paths)} | {sum(lengths)} | {statistics.median(lengths):.0f} | {max(lengths)} | "
            f"{', '.join(map(str, sizes)) or 'none'}")


main()
