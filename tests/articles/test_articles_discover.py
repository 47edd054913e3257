"""Finding documents in files, folders, globs, tables, manifests and standard input."""

from __future__ import annotations

import io
import json
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from communique.articles import discover
from communique.articles.discovering import MAX_FILE
from communique.data import Document, Problem
from communique.errors import NothingToRead


def write(folder: Path, **files: str | bytes) -> Path:
    """The folder with these files in it; "__" in a name stands for a dot and "___" for a slash."""
    for name, body in files.items():
        path = folder / name.replace("___", "/").replace("__", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(body if isinstance(body, bytes) else body.encode())
    return folder


def documents(*paths: str | Path, **options: str) -> list[Document]:
    """The documents alone."""
    return [found for found in discover(paths, **options) if isinstance(found, Document)]


def problems(*paths: str | Path) -> list[Problem]:
    """The problems alone."""
    return [found for found in discover(paths) if isinstance(found, Problem)]


def test_a_folder_is_read_recursively_in_order(tmp_path: Path) -> None:
    """Files of a folder come sorted by their path below it, hidden ones and side files left out."""
    write(tmp_path, b__txt="b", a__md="a", sub___c__html="<p>c", __hidden__txt="x", sub___Thumbs__db="x")
    write(tmp_path, __git___d__txt="x", page_files___e__html="x")
    assert [d.path for d in documents(tmp_path)] == ["a.md", "b.txt", "sub/c.html"]


@pytest.mark.parametrize(
    ("name", "media"),
    [("a.txt", "text"), ("a.MD", "text"), ("a.markdown", "text"), ("a.text", "text"), ("a.htm", "html"),
     ("a.HTML", "html"), ("a.xhtml", "html")],
)  # fmt: skip
def test_the_suffix_says_how_to_read(tmp_path: Path, name: str, media: str) -> None:
    """Suffixes count whatever their case."""
    (tmp_path / name).write_text("x")
    assert [(d.path, d.media) for d in documents(tmp_path / name)] == [(name, media)]


@pytest.mark.parametrize(
    ("name", "says"),
    [("a.warc", "WARC"), ("a.warc.gz", "compressed"), ("a.rss", "feeds"), ("a.pdf", ".pdf"), ("a", "without a suffix"),
     ("a.json", "jsonl")],
)  # fmt: skip
def test_an_unknown_kind_is_a_problem(tmp_path: Path, name: str, says: str) -> None:
    """A file of a kind that is not read is a Problem that names the kind; the rest goes on."""
    (tmp_path / name).write_text("x")
    (tmp_path / "z.txt").write_text("x")
    found = list(discover([tmp_path]))
    assert isinstance(found[0], Problem)
    assert says in found[0].what
    assert found[0].path == name
    assert found[1].path == "z.txt"


def test_a_path_that_is_not_there_is_named_at_once(tmp_path: Path) -> None:
    """NothingToRead is raised before anything is read, and names the path."""
    with pytest.raises(NothingToRead, match=r"nowhere"):
        discover([tmp_path / "nowhere"])


@pytest.mark.parametrize("files", [{}, {"__hidden__txt": "x"}, {"a__pdf": "x"}, {"manifest__csv": "file\n"}])
def test_a_folder_without_a_readable_file_is_nothing_to_read(tmp_path: Path, files: dict[str, str]) -> None:
    """An empty folder, and one with nothing that we read, raise NothingToRead."""
    with pytest.raises(NothingToRead, match="can be read"):
        discover([write(tmp_path, **files)])


def test_no_path_at_all_is_nothing_to_read() -> None:
    """An empty list of paths is an error, not an empty case."""
    with pytest.raises(NothingToRead):
        discover([])


def test_a_glob_gives_the_files_that_fit(tmp_path: Path) -> None:
    """Paths are relative to the part of the glob before its first magic sign; a glob that fits nothing raises."""
    write(tmp_path, a__txt="a", b__md="b", sub___c__txt="c")
    assert [d.path for d in documents(f"{tmp_path}/*.txt")] == ["a.txt"]
    assert [d.path for d in documents(f"{tmp_path}/**/*.txt")] == ["a.txt", "sub/c.txt"]
    with pytest.raises(NothingToRead, match=r"fits"):
        discover([f"{tmp_path}/*.htm"])


def test_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    """A folder and a file in it, or a file twice, give each file once."""
    write(tmp_path, a__txt="a", b__txt="b")
    assert [d.path for d in documents(tmp_path, tmp_path / "a.txt", tmp_path / "a.txt")] == ["a.txt", "b.txt"]


def test_files_of_one_name_get_different_paths(tmp_path: Path) -> None:
    """Two folders with a file of one name give two paths, whatever the order in which they are named."""
    write(tmp_path, one___a__txt="1", two___a__txt="2")
    forward = {d.path: d.raw for d in documents(tmp_path / "one", tmp_path / "two")}
    backward = {d.path: d.raw for d in documents(tmp_path / "two", tmp_path / "one")}
    assert forward == backward == {"one/a.txt": b"1", "two/a.txt": b"2"}


def test_a_file_of_50_megabytes_is_a_problem(tmp_path: Path) -> None:
    """No more than the cap is read of a file that is no single article."""
    with (tmp_path / "big.txt").open("wb") as file:
        file.truncate(50_000_000)
    assert [p.what for p in problems(tmp_path)] == [
        f"the file is larger than {MAX_FILE // 1_000_000} MB: no single article is"
    ]


def test_a_file_that_cannot_be_opened_is_a_problem(tmp_path: Path) -> None:
    """A dangling link and a pipe are Problems, not errors, and a pipe is never waited for."""
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "a.txt").write_text("x")
    assert {p.path for p in problems(tmp_path)} == {"gone.txt", "pipe.txt"}


def test_standard_input_is_one_document(monkeypatch: pytest.MonkeyPatch) -> None:
    """A dash reads standard input, as a page where it begins like one."""
    for raw, media in ((b"Ministers met.", "text"), (b"\n<!DOCTYPE html><p>x", "html")):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(raw)))
        assert documents("-") == [Document(path="-", raw=raw, media=media)]


# Tables ---------------------------------------------------------------------------------------------------------------


def test_every_row_of_a_table_is_a_document(tmp_path: Path) -> None:
    """Text or html is the body; other columns are kept; the path names the id or the line."""
    rows = [{"id": "x1", "text": "One.", "Outlet": "The Lantern", "desk": 4}, {"html": "<p>Two", "url": None}]
    write(tmp_path, a__jsonl="\n".join(json.dumps(row) for row in rows))
    assert documents(tmp_path) == [
        Document(
            path="a.jsonl#x1", raw=b"One.", media="text", given={"id": "x1", "outlet": "The Lantern", "desk": "4"}
        ),
        Document(path="a.jsonl#2", raw=b"<p>Two", media="html", given={}),
    ]


@pytest.mark.parametrize(
    ("name", "body"),
    [("a.csv", 'id,text,outlet\nx,"One, ""two"".\nThree.",Lantern\n'),
     ("a.csv", '\ufeffid;text;outlet\r\nx;"One, ""two"".\nThree.";Lantern\r\n'),
     ("a.tsv", 'id\ttext\toutlet\nx\t"One, ""two"".\nThree."\tLantern'),
     ("a.ndjson", '\ufeff{"id": "x", "text": "One, \\"two\\".\\nThree.", "outlet": "Lantern"}')],
)  # fmt: skip
def test_tables_of_all_kinds_say_the_same(tmp_path: Path, name: str, body: str) -> None:
    """Commas, semicolons, tabs, quoted line ends and a byte order mark change nothing."""
    (tmp_path / name).write_text(body, "utf-8", newline="")
    (found,) = documents(tmp_path)
    assert (found.path, found.raw.decode(), found.given["outlet"]) == (f"{name}#x", 'One, "two".\nThree.', "Lantern")


@pytest.mark.parametrize(
    ("line", "says"),
    [(b'{"text": "Cut', "not JSON"), (b"[1]", "no JSON object"), (b'{"id": "x"}', "no text"),
     (b'{"text": " "}', "no text"),
     (b'{"text": "a\x00b"}', "NUL"), (b'{"text": "caf\xe9"}', "not UTF-8"), (b"[" * 100_000, "not JSON"),
     (b'{"text": ' + b"9" * 9000 + b"}", "not JSON"), (b'{"text": 1e999}', "no string"),
     (b'{"text": ["a"]}', "no string")],
)  # fmt: skip
def test_a_broken_line_is_a_problem_and_the_rest_goes_on(tmp_path: Path, line: bytes, says: str) -> None:
    """A line that is no article is a Problem with its number; the lines around it are read."""
    (tmp_path / "a.jsonl").write_bytes(b'{"text": "One."}\n\n' + line + b'\n{"text": "Two."}')
    assert [d.path for d in documents(tmp_path)] == ["a.jsonl#1", "a.jsonl#4"]
    (problem,) = problems(tmp_path)
    assert problem.what.startswith("line 3: ")
    assert says in problem.what


def test_a_truncated_last_line_is_said_to_be_cut_off(tmp_path: Path) -> None:
    """A table that ends within a line says so."""
    write(tmp_path, a__jsonl='{"text": "One."}\n{"text": "Tw', b__csv="id,text\n1,One.\n2")
    assert ["cut off" in p.what for p in problems(tmp_path)] == [True, True]
    assert len(documents(tmp_path)) == 2


@pytest.mark.parametrize(
    ("body", "says"),
    [(b"id,text\n1,One.\n2,Two.,more\n3,Three.\n", "3 fields"), (b"id,text\n1,One.\n2,\n3,Three.\n", "no text"),
     (b"id,text\n1,One.\n2,caf\xe9\n3,Three.\n", "not UTF-8"), (b"id,text\n1,One.\n2,T\x00wo\n3,Three.\n", "NUL"),
     (b'id,text\n1,One.\n2,"Two"x\n3,Three.\n', "broken")],
)  # fmt: skip
def test_a_broken_row_is_a_problem_and_the_rest_goes_on(tmp_path: Path, body: bytes, says: str) -> None:
    """A row that is no article is a Problem with its line; the rows around it are read."""
    (tmp_path / "a.csv").write_bytes(body)
    assert [d.raw for d in documents(tmp_path)] == [b"One.", b"Three."]
    (problem,) = problems(tmp_path)
    assert says in problem.what
    assert "line 3" in problem.what


def test_a_long_field_is_read(tmp_path: Path) -> None:
    """The csv module's limit of 131,072 characters does not hold here, and is left as it was."""
    (tmp_path / "a.csv").write_text("text\n" + "word " * 60_000 + "\n")
    assert len(documents(tmp_path)[0].raw) > 250_000


def test_a_line_over_the_cap_is_skipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A line or an open quotation longer than an article is a Problem; JSON lines behind it are still read."""
    monkeypatch.setattr("communique.articles.tables.MAX_ROW", 100)
    write(tmp_path, a__jsonl='{"text": "' + "x" * 500 + '"}\n{"text": "Two."}', b__csv='text\nOne.\n"' + "x\n" * 200)
    assert [d.raw for d in documents(tmp_path)] == [b"Two.", b"One."]
    assert ["longer" in p.what for p in problems(tmp_path)] == [True, True]


def test_a_table_without_texts_is_left_early(tmp_path: Path) -> None:
    """A table of something else is not reported row by row to its end."""
    write(tmp_path, a__csv="name,size\n" + "x,1\n" * 5000)
    found = problems(tmp_path)
    assert len(found) == 21
    assert "found: name, size" in found[-1].what


def test_an_id_used_twice_gets_its_line(tmp_path: Path) -> None:
    """Two rows of one id have two paths."""
    write(tmp_path, a__jsonl='{"id": "x", "text": "One."}\n{"id": "x", "text": "Two."}')
    assert [d.path for d in documents(tmp_path)] == ["a.jsonl#x", "a.jsonl#x:2"]


def test_a_lone_surrogate_becomes_a_replacement_character(tmp_path: Path) -> None:
    """Half a pair of surrogates in JSON is text that was lost, not a crash."""
    write(tmp_path, a__jsonl='{"text": "a \\ud800 b"}')
    assert documents(tmp_path)[0].raw.decode() == "a \ufffd b"


# Manifests and dates ------------------------------------------------------------------------------------------------


def test_a_manifest_speaks_for_the_files_beside_it(tmp_path: Path) -> None:
    """A manifest's row is what is given about its file; the manifest is no article; the nearest one counts."""
    write(tmp_path, a__txt="a", sub___b__txt="b", sub___c__txt="c")
    write(
        tmp_path, manifest__csv="file,outlet,published\na.txt,Lantern,2031-03-04\nsub/b.txt,Beacon,\nsub/c.txt,Far,\n"
    )
    write(tmp_path, sub___manifest__jsonl='{"file": "c.txt", "outlet": "Near", "desk": "world"}')
    assert {d.path: dict(d.given) for d in documents(tmp_path)} == {
        "a.txt": {"outlet": "Lantern", "published": "2031-03-04"},
        "sub/b.txt": {"outlet": "Beacon"},
        "sub/c.txt": {"outlet": "Near", "desk": "world"},
    }


def test_a_manifest_speaks_for_a_file_that_is_named_alone(tmp_path: Path) -> None:
    """The manifest beside a file counts even where only the file is named."""
    write(tmp_path, a__txt="a", manifest__csv="file,outlet\na.txt,Lantern\n")
    assert documents(tmp_path / "a.txt")[0].given == {"outlet": "Lantern"}


@pytest.mark.parametrize(
    ("row", "says"),
    [("gone.txt,X", "not there"), ("../a.txt,X", "not there"), ("/etc/hosts,X", "not there"), (",X", "names no file"),
     ("a.txt,X\na.txt,Y", "twice"), ("a.txt", "fields")],
)  # fmt: skip
def test_what_is_wrong_with_a_manifest_is_a_problem(tmp_path: Path, row: str, says: str) -> None:
    """A row that fits no file is a Problem, and the articles are read all the same."""
    write(tmp_path, a__txt="a", manifest__csv=f"file,outlet\n{row}\n")
    found = list(discover([tmp_path]))
    assert [says in p.what for p in found if isinstance(p, Problem)] == [True]
    assert sum(isinstance(d, Document) for d in found) == 1


def test_a_given_date_is_handed_on(tmp_path: Path) -> None:
    """The date for a whole run is handed on beside what a manifest says, never over it."""
    write(tmp_path, a__txt="a", b__txt="b", manifest__csv="file,published\na.txt,2031-03-04\n")
    assert [dict(d.given) for d in documents(tmp_path, published="2031-03")] == [
        {"published_default": "2031-03", "published": "2031-03-04"},
        {"published_default": "2031-03"},
    ]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=200), st.sampled_from(["a.jsonl", "a.csv", "a.tsv", "manifest.csv"]))
def test_any_bytes_in_a_table_are_rows_or_problems(tmp_path: Path, raw: bytes, name: str) -> None:
    """No table makes the reading fail, and the file beside it is always read."""
    for old in tmp_path.iterdir():
        old.unlink()
    (tmp_path / name).write_bytes(b"id,text\n" + raw)
    (tmp_path / "z.txt").write_text("x")
    assert list(discover([tmp_path]))[-1].path == "z.txt"
