"""Which language models there are, and which one a prompt goes to."""

from dataclasses import dataclass

CHARACTERS_PER_TOKEN = 4


@dataclass(frozen=True)
class Model:
    name: str
    context: int
    """Tokens that fit into one request."""
    tools: bool
    price: float
    """Of a million tokens, in cents."""


MODELS = (
    Model(name="small", context=8_000, tools=False, price=10),
    Model(name="medium", context=32_000, tools=True, price=60),
    Model(name="large", context=200_000, tools=True, price=300),
)


class NoFittingModelError(ValueError):
    """No model takes this prompt."""


def estimate_tokens(prompt: str) -> int:
    """How many tokens a prompt comes to, rounded up."""
    return -(-len(prompt) // CHARACTERS_PER_TOKEN)


def choose_model(prompt: str, *, needs_tools: bool = False) -> Model:
    """The cheapest model that the prompt fits into and that can do what is asked."""
    tokens = estimate_tokens(prompt)
    fitting = [
        model for model in MODELS if model.context >= tokens and (model.tools or not needs_tools)
    ]
    if not fitting:
        raise NoFittingModelError(f"no model takes {tokens} tokens")
    return min(fitting, key=lambda model: model.price)
