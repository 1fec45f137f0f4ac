"""What is added to the model's weights, and how its activations are made ready for eight bits."""

from __future__ import annotations

import copy
from collections import Counter
from typing import TYPE_CHECKING

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from index.model.adapter import Adapter
from index.model.attention import join_attention, linear_of
from index.model.smoothing import inputs_of, load_ranges, smooth

if TYPE_CHECKING:
    from transformers import BertModel

LAYER = "encoder.layer.1.output.dense.weight"
# One row and one column: up @ down is the table of their products.
DOWN = np.array([[1.0, 0.0, -2.0]], np.float32)
UP = np.array([[0.5], [4.0]], np.float32)


class TestAdapter:
    def test_adds_the_product_of_its_parts(self) -> None:
        weights = {LAYER: np.ones((2, 3), np.float32), "other": np.zeros(1, np.float32)}
        merged = Adapter.of({LAYER: (DOWN, UP)}).merged(weights)
        assert merged[LAYER].tolist() == [[1.5, 1.0, 0.0], [5.0, 1.0, -7.0]]
        assert merged["other"] is weights["other"]
        assert weights[LAYER].tolist() == [[1.0] * 3] * 2

    def test_none_leaves_a_model_as_it_is(self) -> None:
        weights = {LAYER: np.ones((2, 3), np.float32)}
        assert Adapter.none().merged(weights) == weights

    def test_refuses_a_model_without_these_layers(self) -> None:
        with pytest.raises(KeyError, match="encoder"):
            Adapter.of({LAYER: (DOWN, UP)}).merged({})

    def test_the_digest_is_that_of_what_it_adds(self) -> None:
        one = Adapter.of({LAYER: (DOWN, UP)})
        assert one.digest == Adapter.of({LAYER: (DOWN, UP)}).digest
        assert (
            len({one.digest, Adapter.of({LAYER: (DOWN, -UP)}).digest, Adapter.none().digest}) == 3
        )

    def test_the_one_that_ships_is_for_every_layer(self) -> None:
        parts = Adapter.load().parts
        layers = Counter(name.split(".")[2] for name in parts)
        assert layers == {str(layer): 6 for layer in range(12)}
        for down, up in parts.values():
            assert len(down) == up.shape[1]
            assert np.isfinite(down).all()
            assert np.isfinite(up).all()
            assert up.any()


@pytest.fixture(scope="module")
def model() -> BertModel:
    """A BERT model of two small layers, with weights at random."""
    # Only here, as every process reads this file and one runs its tests: this takes seconds.
    from transformers import BertConfig, BertModel

    torch.manual_seed(0)
    config = BertConfig(
        vocab_size=50,
        hidden_size=16,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=32,
    )
    model = BertModel(config)
    model.eval()
    return model


class TestJoinedAttention:
    @torch.no_grad()
    def test_one_product_gives_what_three_do(self, model: BertModel) -> None:
        joined = copy.deepcopy(model)
        join_attention(joined.encoder.layer, heads=2)
        ids = torch.arange(2, 9)[None]
        before, after = (which(ids).last_hidden_state for which in (model, joined))
        assert torch.allclose(before, after, atol=1e-5)

    def test_what_is_not_linear_is_refused(self, model: BertModel) -> None:
        with pytest.raises(TypeError, match="attention is no linear layer"):
            linear_of(model.encoder.layer[0], "attention")


class TestSmoothing:
    @given(widths=st.lists(st.floats(0, 100, width=32), min_size=32, max_size=32))
    @settings(max_examples=20)
    def test_changes_nothing_that_a_model_computes(
        self, model: BertModel, widths: list[float]
    ) -> None:
        smoothed = copy.deepcopy(model)
        ranges = {
            f"{number}.{name}": np.array(widths[:inputs], np.float32)
            for number in range(2)
            for name, inputs in (("attention", 16), ("intermediate", 16), ("output", 32))
        }
        ids = torch.arange(2, 12)[None]
        with torch.no_grad():
            join_attention(smoothed.encoder.layer, heads=2)
            smooth(list(smoothed.encoder.layer), ranges)
            before, after = (which(ids).last_hidden_state for which in (model, smoothed))
        assert torch.allclose(before, after, atol=1e-4)

    @torch.no_grad()
    def test_makes_wide_channels_narrower_and_keeps_the_widest_apart(
        self, model: BertModel
    ) -> None:
        layer = copy.deepcopy(model).encoder.layer[0]
        widths = {name: np.ones(16, np.float32) for name in ("0.attention", "0.intermediate")}
        widths["0.intermediate"][3] = 100
        widths["0.output"] = np.arange(32, dtype=np.float32)
        join_attention([layer], heads=2)
        smooth([layer], widths)
        assert layer.get_buffer("intermediate.dense.narrow").argmin() == 3
        assert layer.get_buffer("output.dense.outliers.kept").tolist() == [31, 30, 29, 28]
        assert not layer.get_buffer("output.dense.most.narrow")[28:].any()
        assert not layer.get_parameter("output.dense.most.inner.weight")[:, 28:].any()

    def test_the_ranges_that_ship_are_those_of_twelve_layers(self, model: BertModel) -> None:
        ranges = load_ranges()
        names = inputs_of(model.encoder.layer[0])
        assert set(ranges) == {f"{number}.{name}" for number in range(12) for name in names}
        sizes = {"attention": 384, "intermediate": 384, "output": 1536}
        for name, widths in ranges.items():
            assert widths.shape == (sizes[name.split(".")[1]],)
            assert np.isfinite(widths).all()
            assert widths.max() > 0
