import pytest
from fastapi.testclient import TestClient

from app.main import app


@pytest.fixture
def client() -> TestClient:
    return TestClient(app)


def test_health_says_ok_and_how_many_models_there_are(client: TestClient) -> None:
    answer = client.get("/v1/health")

    assert answer.status_code == 200
    assert answer.json() == {"status": "ok", "models": 3}


def test_a_short_prompt_goes_to_the_cheapest_model(client: TestClient) -> None:
    answer = client.post("/v1/route", json={"prompt": "Hello"})

    assert answer.json() == {"model": "small"}


def test_an_empty_prompt_is_refused(client: TestClient) -> None:
    answer = client.post("/v1/route", json={"prompt": ""})

    assert answer.status_code == 422


def test_a_prompt_that_fits_no_model_is_refused_with_its_size(client: TestClient) -> None:
    answer = client.post("/v1/route", json={"prompt": "x" * 900_000})

    assert answer.status_code == 422
    assert answer.json() == {"detail": "no model takes 225000 tokens"}
