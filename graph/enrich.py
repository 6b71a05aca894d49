"""The enrich graph: a table and a task in, the table with more columns out. The wiring, and nothing else."""

from langgraph.graph import END, START, StateGraph

from graph import enrich_nodes as nodes
from graph.batch_state import EnrichInput, EnrichOutput, EnrichState
from graph.context import Context

builder = StateGraph(EnrichState, context_schema=Context, input_schema=EnrichInput, output_schema=EnrichOutput)

builder.add_node("read", nodes.read)
builder.add_node("ask", nodes.ask)
builder.add_node("write", nodes.write)

builder.add_edge(START, "read")
builder.add_edge("read", "ask")
builder.add_edge("ask", "write")
builder.add_edge("write", END)

graph = builder.compile(name="enrich")
