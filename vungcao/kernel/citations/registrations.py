"""What citations offer to the loading of reference data."""

from vungcao.kernel.citations import loading
from vungcao.kernel.offers.upkeep import ReferenceFile, reference_files

reference_files.register(
    "citations.texts", ReferenceFile(9, "legal_texts.csv", loading.load_citations)
)
