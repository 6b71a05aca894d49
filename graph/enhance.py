"""The enhance graph: a master CV in, the same CV with better wording beside it out. The wiring, and nothing else."""

from langgraph.graph import END, START, StateGraph

from graph import enhance_nodes as nodes
from graph.batch_state import EnhanceInput, EnhanceOutput, EnhanceState
from graph.context import Context

builder = StateGraph(EnhanceState, context_schema=Context, input_schema=EnhanceInput, output_schema=EnhanceOutput)

builder.add_node("read", nodes.read)
builder.add_node("improve", nodes.improve)
builder.add_node("save", nodes.save)

builder.add_edge(START, "read")
builder.add_edge("read", "improve")
builder.add_edge("improve", "save")
builder.add_edge("save", END)

graph = builder.compile(name="enhance")
