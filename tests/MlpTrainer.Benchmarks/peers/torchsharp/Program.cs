using MlpTrainer.Benchmarks;
using MlpTrainer.Benchmarks.Peers;
using MlpTrainer.Benchmarks.Workloads;
using static TorchSharp.torch;

// TorchSharpPeer --peer torchsharp|torchsharp-lean|torchsharp-batched --work W1 [--opt adam|sgd] [--threads 1] [--mode train|infer] [--runs 3]
var arguments = new Arguments(["peer", .. args]);
if (NativeLibraries.LoadError() is { } error)
{
    Console.Error.WriteLine(error);
    return 1;
}

set_num_interop_threads(1);
set_num_threads(arguments.Number("threads", 1));
var rows = new PeerRows(Workload.Named(arguments.Text("work", "W1")));
string name = arguments.Text("peer", "torchsharp"), optimizer = arguments.Text("opt", "adam");
Peer? peer = name switch
{
    "torchsharp" => new UsualPeer(rows, optimizer),
    "torchsharp-lean" => rows.Workload.IsSparse ? null : new LeanPeer(rows, optimizer, arguments.Number("threads", 1)),
    "torchsharp-batched" => rows.Workload.IsEnsemble ? new BatchedPeer(rows) : null,
    _ => throw new ArgumentException($"--peer must be torchsharp, torchsharp-lean or torchsharp-batched, but was {name}."),
};
if (peer is not null)                       // else it prints nothing: there is no such way for that workload
{
    new PeerMeasurement(name, peer, rows, arguments).Run();
}

return 0;
