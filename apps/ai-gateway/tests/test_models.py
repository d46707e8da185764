import pytest

from app.models import choose_model, estimate_tokens


@pytest.mark.parametrize(("characters", "tokens"), [(0, 0), (1, 1), (4, 1), (5, 2)])
def test_tokens_are_estimated_by_length_and_rounded_up(characters: int, tokens: int) -> None:
    assert estimate_tokens("x" * characters) == tokens


def test_tools_need_a_model_that_has_them() -> None:
    assert choose_model("Hello", needs_tools=True).name == "medium"


def test_a_long_prompt_goes_to_a_model_that_holds_it() -> None:
    assert choose_model("x" * 200_000).name == "large"
