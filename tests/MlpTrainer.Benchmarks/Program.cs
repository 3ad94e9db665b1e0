using MlpTrainer.Benchmarks;
using MlpTrainer.Benchmarks.Kernels;
using MlpTrainer.Benchmarks.Pipelines;
using MlpTrainer.Benchmarks.Quality;

// workloads   our side of W1–W6, one JSON line per measurement        compare   ours and peers, interleaved
// export      the workloads' data as files, for other programs        scaling   seconds per epoch against rows
// kernels     BenchmarkDotNet over the kernels                        memory    bytes per step and per training
// threads     fixed numbers of threads and the one found out
// wide        steps on machines of more cores, predicted
// quality     everybody's default options on real tables           pipeline  Fit, Transform and prediction engine, end to end
var arguments = new Arguments(args);
switch (arguments.Verb)
{
    case "workloads": Measurement.Run(arguments); return 0;
    case "export": Export.Run(arguments); return 0;
    case "compare": Comparison.Run(arguments); return 0;
    case "scaling": Scaling.Run(arguments); return 0;
    case "threads": Threads.Run(arguments); return 0;
    case "wide": WideMachines.Run(arguments); return 0;
    case "memory": Memory.Run(arguments); return 0;
    case "quality": QualityRun.Run(arguments); return 0;
    case "pipeline": PipelineRun.Run(arguments); return 0;
    case "kernels": KernelTable.Run(args[1..]); return 0;
    default:
        Console.Error.WriteLine("""
            dotnet run -c Release --project tests/MlpTrainer.Benchmarks -- VERB [options]
              workloads [--work W1] [--opt adam|sgd] [--threads 1] [--mode train|infer|single] [--runs 3] [--seed 1]   all workloads unless --work
              export --to FOLDER
              compare [--work W1,W2] [--opt adam] [--threads 1,2] [--mode train] [--rounds 3] [--peers sklearn,torchsharp,torchsharp-lean,torchsharp-batched] [--also "COMMAND"]
              scaling | memory
              threads [--work W1,W2] [--threads 2] [--rounds 9] [--epochs N]   1, 2, 4, … and all threads, and the number that is found out
              wide [--work W1,W2] [--far 4]   a step's parts and what handing over costs, and what they make of machines of up to 128 cores
              quality [--data Vehicle,SLID] [--trainers mlp,lightgbm,lightgbm-strong,fasttree,lbfgs,sdca,mlp+Dropout=0.2+HiddenLayers=256x256]
                      [--seeds 1,2,3] [--folds 5] [--threads N] [--against lightgbm] [--to FILE | --from FILE]
              pipeline [--data W1,Diamonds,Letters,Million] [--trainers mlp,lightgbm,fasttree] [--rows N] [--sources text,objects,cached] [--from FILE]
              pipeline --scoring 512,512x512 | --reading W1
              kernels [--filter *Product*]   a table of every kernel at every width of registers; BenchmarkDotNet's options
            """);
        return 1;
}
