"""The typefaces whose letters are drawings that are not digits, and the verified files of them.

Each of the handwriting typefaces follows one hand. They come with npm, from the Fontsource
packages, under the SIL Open Font License 1.1 or the Apache License 2.0. Those that score are by
other publishers than those that train or choose: all of TRAINING are Kimberly Geswein's, none of
the others are, and no publisher has typefaces in both VALIDATION and TEST. PRINTED comes with
matplotlib and serves training alone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final

_REMEDY: Final = "run make setup, which installs the locked ones"


class TypefaceError(ValueError):
    """A typeface is not the one it should be; the message names its file."""


@dataclass(frozen=True)
class Typeface:
    """One typeface in one weight.

    Attributes:
        name: a short name, unique among all.
        file: of its font, a path inside the folder that the typefaces are in.
        sha256: of the font's bytes, as hexadecimal digits.
    """

    name: str
    file: str
    sha256: str


# Name -> SHA-256 of the font.
_TRAINING: Final = {
    "annie-use-your-telescope": "555a3ba045673dfa29aa1b2ed52f17772212380d2da9a79dc813ef51e26b0147",
    "architects-daughter": "0249dd5f81431dbf8a8406996c43f8018bf707221cf261d75145f083bb7091cf",
    "cedarville-cursive": "8d8360a98492b42d02c17e94c38bcd2a3cce6db6b9b430f3a110e71f81d7149c",
    "covered-by-your-grace": "876d8371eedf1f9add237910aea034ca42cd5bdc8f7d722c7a04819ab3f711b8",
    "give-you-glory": "84c8bec3e54403b756b60f5fa44aeb89ceb5a31c7296211a0d7717611bb73f8c",
    "gloria-hallelujah": "31e7def8cf155d4dcc98216517ad509923a8a197bc9c8937668d04767c52040e",
    "indie-flower": "2cf7154e899ad16246196238d6d13f0135c5feba2d8ccde5d97a22664d012660",
    "just-me-again-down-here": "154f149b85fa4145d2545b270db1a149c1815fca861b2ef90700cccf20e76050",
    "la-belle-aurore": "d5ec94f05c2cb9ab9dd5bba03faede9a6d767803e36b6b5df36f64ada8546ce0",
    "loved-by-the-king": "c865f5db8c24e82e05b74065da789d1df28b12d66d2977e884af4a444ff46cb5",
    "nothing-you-could-do": "454bff123de1c8224aff670f12797ca91cf54becf6f8359391bd37a6dd68a60e",
    "shadows-into-light": "93cff8110a18bb3e1fb0179c95f706ed1e8037e2e527c4cb425b46deaddbd975",
    "sue-ellen-francisco": "e2c988155c07d4a26b81216397fa1841af0916c9737a61e05ea38bd1bd5361b1",
    "swanky-and-moo-moo": "f4f292b60677133249ab543ca178fa6786d3dd9681899ef7ccde255bf956aced",
    "the-girl-next-door": "301aabf8a983d1231988eea6e125338a3933bd69de8b14137df80840c8d8c5e8",
    "waiting-for-the-sunrise": "8a2cf921d4129a7d447370c559d0687579e842196c9e80a774fb428b1755911b",
    "zeyada": "91d3613bd2d6ca6d14bfba2a7c3918ee4ced380d570d1b29a6ebfbcf56e7a6ff",
}
_VALIDATION: Final = {
    "delius": "eabc55870044215231d9f905b1b898926bcf588dc78e53523ea6590281b606f1",
    "just-another-hand": "996689005263a02315843bd1eff3f67b71ec1ca25be7fa9ee4523e4d282b7b89",
    "kristi": "baf2b649c525e4b3d6516c77c88c1533b4c0e7a8376e88f63c13ed4dd5e4be6a",
    "mansalva": "956720ae5632b40a4f79e92b27b936e174a038aa41b8638d30965c61ab465aff",
    "short-stack": "db596e8545afc95f708ad2d5ac878771998f7378da84c56759527fbdb02f5836",
}
_TEST: Final = {
    "bad-script": "07202e03862cf10af6c0a9f5cfce39ef10e1923b64b965c3185b5ddef61b91f1",
    "caveat": "38b98dbeb922a14a74dfb41f83fc24e0e645e2eed9ce72145fefbdae8828cbfb",
    "coming-soon": "d0a25ae9b9ffb2a2c235687f1698af2bbe18a84f47f1b099077a50382b812858",
    "crafty-girls": "5d7392f508057ab8c20fa7e92989e679a9efd058b9d7736d688a614df9a79dfa",
    "gochi-hand": "82a4149218f2edccef96d2b0ed5bf92adc6ea290222bac4dcfa3de91afb6b3a3",
    "handlee": "9a8af5254df769bbdc196fd998231daec67c81dc3d6fd6f294ed80c2c4343551",
    "neucha": "b0c09e2ecd7d760fb997f926f2d15e53c57561802fb071a317832942536ca82a",
    "patrick-hand": "0f7031f6665437e04d6f354c5f64d6ae6777b498afbe804638c45b957a7ce8aa",
    "reenie-beanie": "1b86681155e125625f01839b2e6688dde2b2a7766a8eb49645b3a8707c2bee9f",
    "schoolbell": "a448b8f4209a8ca16adc48753170f40a57e17f70675963e092501ed48842e4c8",
    "sedgwick-ave": "378d3d70f69fb7c7382cbbd3dc3663bc409bd45dee5711aa8543afee85de2f14",
    "square-peg": "f7da17dedee1e713341ea2b5a26bff3a8cb25e3dfe94e7a927c1ed56ecc4a1f7",
}
_PRINTED: Final = {
    "DejaVuSans": "3fdf69cabf06049ea70a00b5919340e2ce1e6d02b0cc3c4b44fb6801bd1e0d22",
    "DejaVuSans-Oblique": "ccdf74b350f11fd3dd5774de50e5e6346a1a5da1f5b7d5fb83590665e97a5213",
    "DejaVuSansMono": "602ec86b8948cfcd956482fe64f94c36c867770149ef2f791d4613f443bcecb3",
    "DejaVuSerif": "107244956e9962b9e96faccdc551825e0ae0898ae13737133e1b921a2fd35ffa",
    "STIXGeneral": "167378031e2dddc6216d67819c9260e9a06ffc4c478e4e23cb98a6fd44b183c2",
    "STIXGeneralItalic": "6cfcb333d22b7c3c623bdfd40174f14c85c3d6731ca6166c1edc80140eae8527",
    "cmr10": "4dd9761b058c009db9b2145f55ee6617d093c273dd3d6c5b3e43ff6110fa9bf6",
    "cmss10": "7df91a83d05b2e471ec638cb0b435a360a3c792b09fc42a7da67e91f2e79115a",
    "cmti10": "f9f1f9f654308ae82f7be4441ae89b080896b34cc220bbea173c5e9adcfe3ef7",
    "cmtt10": "6211f09ae93599991afda970c24669dad1a77e253d915624fbf212f702f071d7",
}


def _handwriting(sums: Mapping[str, str]) -> tuple[Typeface, ...]:
    return tuple(
        Typeface(name, f"@fontsource/{name}/files/{name}-latin-400-normal.woff", sha256)
        for name, sha256 in sums.items()
    )


def _printed(sums: Mapping[str, str]) -> tuple[Typeface, ...]:
    return tuple(Typeface(name, f"fonts/ttf/{name}.ttf", sha256) for name, sha256 in sums.items())


TRAINING: Final = _handwriting(_TRAINING)
VALIDATION: Final = _handwriting(_VALIDATION)
TEST: Final = _handwriting(_TEST)
PRINTED: Final = _printed(_PRINTED)
# Of all of these it has letters of the most alphabets.
DEJAVU_SANS: Final = PRINTED[0]
CHECKSUMS: Final[Mapping[str, str]] = MappingProxyType(
    {face.name: face.sha256 for face in (*TRAINING, *VALIDATION, *TEST, *PRINTED)}
)


def read(folder: Path, face: Typeface) -> bytes:
    """The bytes of a typeface's font.

    Args:
        folder: `node_modules`; for PRINTED the folder of matplotlib's data.
        face: which typeface.

    Raises:
        TypefaceError: its file is missing, unreadable or not the published one.
    """
    path = folder / face.file
    try:
        data = path.read_bytes()
    except OSError as error:
        raise TypefaceError(
            f"{path}: expected a font; found {error.strerror}; {_REMEDY}"
        ) from error
    found = hashlib.sha256(data).hexdigest()
    if found != face.sha256:
        raise TypefaceError(f"{path}: expected SHA-256 {face.sha256}; found {found}; {_REMEDY}")
    return data
