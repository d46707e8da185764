"""The gateway's HTTP routes."""

from typing import Annotated

from fastapi import FastAPI, HTTPException
from pydantic import BaseModel, Field

from app.models import MODELS, Model, NoFittingModelError, choose_model

app = FastAPI(title="ai-gateway")


class Health(BaseModel):
    status: str
    models: int


class RouteRequest(BaseModel):
    prompt: Annotated[str, Field(min_length=1)]
    needs_tools: bool = False


class RouteAnswer(BaseModel):
    model: str


@app.get("/v1/health")
def health() -> Health:
    return Health(status="ok", models=len(MODELS))


@app.get("/v1/models")
def models() -> list[Model]:
    return list(MODELS)


@app.post("/v1/route")
def route(request: RouteRequest) -> RouteAnswer:
    """The model that a prompt goes to."""
    try:
        model = choose_model(request.prompt, needs_tools=request.needs_tools)
    except NoFittingModelError as error:
        raise HTTPException(status_code=422, detail=str(error)) from error
    return RouteAnswer(model=model.name)
