"""The match graph: jobs and candidates in, every pair scored, the best judged, the matrix out. Only the wiring."""

from langgraph.graph import END, START, StateGraph

from graph import match_nodes as nodes
from graph.batch_state import MatchInput, MatchOutput, MatchState
from graph.context import Context

builder = StateGraph(MatchState, context_schema=Context, input_schema=MatchInput, output_schema=MatchOutput)

builder.add_node("read", nodes.read)
builder.add_node("score", nodes.score)
builder.add_node("rerank", nodes.rerank)
builder.add_node("report", nodes.report)

builder.add_edge(START, "read")
builder.add_edge("read", "score")
builder.add_conditional_edges("score", nodes.after_score, ["rerank", "report"])
builder.add_edge("rerank", "report")
builder.add_edge("report", END)

graph = builder.compile(name="match")
