"""The kernels' inner loops as machine code: made by numba once a machine, kept in a file, loaded without numba.

Loading numba takes some .3 seconds each time, loading what it made a twentieth: the object file goes to LLVM's linker
(``llvmlite``, which numba is built on), and its functions are called by numba's own convention for arrays. So loops
must take and fill arrays and numbers and make nothing themselves; one that needs more is not kept, and there is no
machine code then. What was made is used for the same sources, versions and processor only.
"""

from __future__ import annotations

import ctypes
import hashlib
import json
import os
import sys
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import NDArray

# What loops are made of.
_SOURCES = ("compiled", "compiled_meetings", "compiled_places", "compiled_runs", "machine", "meetings", "ngrams",
            "runs", "alignment", "tokens", "places")  # fmt: skip
# What numba calls to count who uses an array: nobody owns those that a loop is given, so that nothing is to be counted.
_COUNTING = frozenset({"NRT_incref", "NRT_decref", "NRT_MemInfo_call_dtor"})


class Loop:
    """A loop that can be called, from several threads at once."""

    __slots__ = ("_engine", "_function", "_takes")

    def __init__(self, engine: Any, symbol: str, takes: Sequence[str]) -> None:
        """Take a loop from an engine.

        Args:
            engine: LLVM's; the code lives as long as it does, so it is held.
            symbol: the loop's name there.
            takes: kinds of arrays as numpy names them with their dimensions, "" for a number.
        """
        self._engine = engine
        self._function = ctypes.CFUNCTYPE(ctypes.c_int32)(engine.get_function_address(symbol))
        self._takes = takes

    def __call__(self, *arguments: Any) -> int:
        """Run it, without Python's lock.

        Raises:
            TypeError: an array is not of the kind that it takes.
        """
        given = ctypes.c_int64()
        flat: list[Any] = [ctypes.byref(given), ctypes.byref(ctypes.c_void_p())]
        for kind, argument in zip(self._takes, arguments, strict=True):
            flat += _array(argument, kind) if kind else [ctypes.c_int64(argument)]
        if self._function(*flat):
            raise RuntimeError("a loop failed")  # none can: they raise nothing
        return given.value


def loaded(code: bytes, loops: Mapping[str, Sequence[Any]]) -> dict[str, Loop]:
    """The loops of an object file by name.

    Args:
        code: the file.
        loops: of each its symbol and what it takes.
    """
    from llvmlite import binding

    binding.initialize_native_target()
    binding.initialize_native_asmprinter()
    machine = binding.Target.from_default_triple().create_target_machine()
    engine = binding.create_mcjit_compiler(binding.parse_assembly(""), machine)
    engine.add_object_file(binding.ObjectFileRef.from_data(code))
    engine.finalize_object()
    return {name: Loop(engine, symbol, takes) for name, (symbol, takes) in loops.items()}


def _array(values: NDArray[Any], kind: str) -> Iterator[Any]:
    """An array as numba's functions take it: owner, object (neither is needed), items, bytes of one, where, shape."""
    if f"{values.dtype.str[1:]}{values.ndim}" != kind or not values.flags.c_contiguous:
        raise TypeError(f"a loop takes {kind}, not {values.dtype} of {values.ndim} dimensions")
    yield from (ctypes.c_void_p(), ctypes.c_void_p())
    numbers = (values.size, values.itemsize, values.ctypes.data, *values.shape, *values.strides)
    yield from map(ctypes.c_int64, numbers)


def load() -> dict[str, Loop] | None:
    """The loops, made now if this machine has none; None if numba is missing or they cannot be kept."""
    try:
        key = _key()
    except ImportError:
        return None
    folders = list(_folders())
    for folder in folders:
        try:
            return _read(folder / f"loops-{key}.zip")
        except (OSError, ValueError, KeyError, zipfile.BadZipFile):
            continue
    place = next(filter(_can_write, folders), None)
    if place is None:
        return None  # to make them each time would cost more than they save
    code, loops = _made()
    file = place / f"loops-{key}.zip"
    part = file.with_suffix(f".{os.getpid()}")
    try:
        with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as packed:
            packed.writestr("loops.json", json.dumps(loops))
            packed.writestr("loops.o", code)
        if not _runs(part):
            return None
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)
    return loaded(code, loops)


def _runs(file: Path) -> bool:
    """Whether loops run on this machine, found out by a process that may die of it."""
    import subprocess

    code = "import sys; from firsthand.reuse.machine import try_out; try_out(sys.argv[1])"
    told = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    done = subprocess.run([sys.executable, "-c", code, str(file)], env=told, capture_output=True, timeout=60)
    return done.returncode == 0


def try_out(file: str) -> None:
    """Run a loop; fails if it does not count as it should."""
    import numpy as np

    hashes, words = np.arange(2, 42, 2, dtype=np.uint32), np.zeros(1, dtype=np.int64)
    found, own = np.empty(20, dtype=np.int64), np.empty(2, dtype=np.int64)
    _read(Path(file))["prints"](hashes, np.array([0, 20]), found, own, words, np.empty(102, dtype=np.int64))
    if words[0] != 20 or not 0 < own[1] <= 16:
        raise RuntimeError(f"twenty words are {words[0]} with {own[1]} fingerprints")


def is_kept() -> bool:
    """Whether loops have been made on this machine."""
    try:
        key = _key()
        return any((folder / f"loops-{key}.zip").is_file() for folder in _folders())
    except (ImportError, OSError, RuntimeError):  # not installed, not to be read, nobody's home
        return False


def _read(file: Path) -> dict[str, Loop]:
    with zipfile.ZipFile(file) as packed:  # holds a checksum of what is in it
        return loaded(packed.read("loops.o"), json.loads(packed.read("loops.json")))


def _made() -> tuple[bytes, dict[str, tuple[str, list[str]]]]:
    """An object file of all loops, and of each its symbol and what it takes."""
    from llvmlite import binding

    from firsthand.reuse import compiled, compiled_meetings, compiled_places, compiled_runs

    nothing = (f"define void @{name}(i8* %x) alwaysinline {{ ret void }}\n" for name in _COUNTING)
    whole = binding.parse_assembly("".join(sorted(nothing)))
    loops = {}
    made: dict[str, compiled.Made] = {}
    for module in (compiled, compiled_meetings, compiled_places, compiled_runs):
        made |= module.made()
    for name, (text, symbol, takes) in made.items():
        module = binding.parse_assembly(text)
        needed = {f.name for f in module.functions if f.is_declaration and not f.name.startswith("llvm.")}
        if needed - _COUNTING:
            raise RuntimeError(f"{name} needs {', '.join(sorted(needed - _COUNTING))}")
        loops[name] = (symbol, takes)
        whole.link_in(module)
    binding.initialize_native_target()
    binding.initialize_native_asmprinter()
    machine = binding.Target.from_default_triple().create_target_machine(
        cpu=binding.get_host_cpu_name(), features=binding.get_host_cpu_features().flatten(), opt=3,
        reloc="default", codemodel="jitdefault", jit=True,
    )  # fmt: skip
    # Once more, now that nothing is counted: numba's calls for it stand in the midst of loops.
    passes = binding.create_pass_builder(machine, binding.create_pipeline_tuning_options(speed_level=3))
    passes.getModulePassManager().run(whole, passes)
    return machine.emit_object(whole), loops


def _key() -> str:
    """Tells what loops are made of: sources, versions, the processor.

    Raises:
        ImportError: numba is not installed.
    """
    import llvmlite
    import numpy as np
    from llvmlite import binding

    here = Path(__file__).parent
    told = [(here / f"{name}.py").read_bytes().hex() for name in _SOURCES]
    told += [_version_of_numba(), llvmlite.__version__, np.__version__, binding.get_process_triple(),
             binding.get_host_cpu_name(), binding.get_host_cpu_features().flatten()]  # fmt: skip
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:16]


def _version_of_numba() -> str:
    """Its version, or what tells it: importing numba, or asking for what is installed, takes longer than all else here.

    Raises:
        ImportError: numba is not installed.
    """
    found = find_spec("numba")
    if found is None or found.origin is None:
        raise ImportError("numba is not installed")
    try:
        return (Path(found.origin).parent / "_version.py").read_text(encoding="utf-8")
    except OSError:
        from importlib.metadata import version

        return version("numba")


def _folders() -> Iterator[Path]:
    """Where made loops may stand."""
    if named := os.environ.get("NUMBA_CACHE_DIR"):
        yield Path(named)
        return
    yield Path(__file__).parent / "__pycache__"
    yield Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "firsthand"


def _can_write(folder: Path) -> bool:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return False
    return os.access(folder, os.W_OK)
