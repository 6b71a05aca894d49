"""The tailor graph: from a CV and a job ad to a reviewed, truthful, formatted CV. The wiring, and nothing else."""

from langgraph.graph import END, START, StateGraph

from graph import chat, nodes
from graph.context import Context
from graph.review import review
from graph.routing import onward
from graph.state import TailorInput, TailorOutput, TailorState

builder = StateGraph(TailorState, context_schema=Context, input_schema=TailorInput, output_schema=TailorOutput)

builder.add_node("receive", chat.receive)
builder.add_node("read_cv", nodes.read_cv)
builder.add_node("research", nodes.research)
builder.add_node("analyse", nodes.analyse)
builder.add_node("write", nodes.write)
builder.add_node("summarise", nodes.summarise)
builder.add_node("check", nodes.check)
builder.add_node("present", chat.present)
builder.add_node("review", review)
builder.add_node("assure", nodes.assure)
builder.add_node("format", nodes.format_documents)

builder.add_edge(START, "receive")
builder.add_conditional_edges("receive", onward)
builder.add_edge(["read_cv", "research"], "analyse")
builder.add_conditional_edges("analyse", onward)
builder.add_edge("write", "check")
builder.add_edge("summarise", "check")
builder.add_conditional_edges("check", onward)
builder.add_edge("present", "review")
builder.add_conditional_edges("review", onward)
builder.add_edge("assure", "format")
builder.add_edge("format", END)

graph = builder.compile(name="tailor")
