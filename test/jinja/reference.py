"""Jinja2 as `transformers` sets it up for chat templates: the reference that the engine is held to.

The environment is sandboxed and immutable, trims blocks, knows loop controls and `{% generation %}`, prints `tojson` as plain
`json.dumps`, and reads a fixed clock.
"""

import datetime
import functools
import json
import re
import signal

import jinja2
from jinja2 import nodes
from jinja2.ext import Extension, loopcontrols
from jinja2.sandbox import ImmutableSandboxedEnvironment

CLOCK = "2024-07-26T13:45:07"
# What a template may take: a case beyond it is not compared.
SECONDS = 5


class Generation(Extension):
    """`{% generation %}`: notes where the body stands in what has been printed so far, as transformers' AssistantTracker does."""

    tags = {"generation"}

    def __init__(self, environment):
        super().__init__(environment)
        environment.generation = self
        self.printed = []
        self.spans = []

    def parse(self, parser):
        line = next(parser.stream).lineno
        body = parser.parse_statements(("name:endgeneration",), drop_needle=True)
        return nodes.CallBlock(self.call_method("_note"), [], [], body).set_lineno(line)

    def _note(self, caller):
        text = caller()
        start = sum(map(len, self.printed))
        self.spans.append((start, start + len(text)))
        return text


def _tojson(value, ensure_ascii=False, indent=None, separators=None, sort_keys=False):
    return json.dumps(value, ensure_ascii=ensure_ascii, indent=indent, separators=separators, sort_keys=sort_keys)


def _raise_exception(message):
    raise jinja2.exceptions.TemplateError(message)


@functools.lru_cache(None)
def environment(clock=CLOCK):
    made = ImmutableSandboxedEnvironment(trim_blocks=True, lstrip_blocks=True, extensions=[Generation, loopcontrols])
    now = datetime.datetime.fromisoformat(clock)
    made.filters["tojson"] = _tojson
    made.globals["raise_exception"] = _raise_exception
    made.globals["strftime_now"] = lambda format: now.strftime(format)
    return made


class TooSlow(BaseException):
    pass


def _stop(*_):
    raise TooSlow


def render(source, context, clock=CLOCK):
    """`{text, generated}` with spans in code points, `{error, message}`, or `{incomparable}` with the reason."""
    signal.signal(signal.SIGALRM, _stop)
    signal.setitimer(signal.ITIMER_REAL, SECONDS)
    try:
        template = environment(clock).from_string(source)
        tracker = environment(clock).generation
        tracker.printed, tracker.spans = [], []
        for block in template.generate(**context):
            tracker.printed.append(block)
        text = "".join(tracker.printed)
        if reason := incomparable(text):
            return {"incomparable": reason}
        return {"text": text, "generated": tracker.spans}
    except TooSlow:
        return {"incomparable": f"takes more than {SECONDS} s"}
    except NameError:
        return {"incomparable": "makes Jinja write a constant NaN or infinity as a name into Python's code"}
    except Exception as error:  # Whatever a template does, including what Python's own code cannot take.
        return {"error": type(error).__name__, "message": str(error)[:300]}
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


# Also in upper case, read backwards, and with a line break in it.
ADDRESS = re.compile(r"0x\n?[0-9a-f]{8,}|[0-9a-f]{8,}\n?x0", re.IGNORECASE)


def incomparable(text):
    """Why a text says nothing about another engine; None if it does."""
    if ADDRESS.search(text):
        return "prints the address of an object"
    if re.search("[\ud800-\udfff]", text):
        return "prints half a character, which JavaScript joins with its neighbour"
    return None
