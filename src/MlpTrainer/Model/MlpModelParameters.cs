using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Model.OnnxConverter;
using Microsoft.ML.Runtime;
using Microsoft.ML.Trainers;
using MlpTrainer.Engine;
using MlpTrainer.Engine.Files;
using MlpTrainer.Engine.Graphs;
using MlpTrainer.Engine.Onnx;
using MlpTrainer.Fitting;
using MlpTrainer.Inspection;
using MlpTrainer.Model;
using MlpTrainer.Onnx;
using MlpTrainer.Scoring;

namespace MlpTrainer;

/// <summary>A trained multilayer perceptron: its layers, what it does to its inputs, and how it was trained. Immutable.</summary>
/// <typeparam name="TOutput">What it gives for a row: a number, or a vector of them.</typeparam>
public abstract class MlpModelParameters<TOutput> : ModelParametersBase<TOutput>, IMlpModel, IValueMapper, ISingleCanSaveOnnx,
    ICalculateFeatureContribution, IFeatureContributionMapper
{
    private protected MlpModelParameters(IHostEnvironment env, string name, TrainedNetwork network, MlpTraining training)
        : base(env, name)
    {
        Network = network;
        Training = training;
        Layers = LayersOf(network);
    }

    private protected MlpModelParameters(IHostEnvironment env, string name, ModelLoadContext context)
        : base(env, name, context)
    {
        (Network, Training) = ModelFormat.Read(Host, context.Reader.BaseStream, ModelVersion.Of(context));
        Layers = LayersOf(Network);
    }

    /// <summary>Features per row.</summary>
    public int NumberOfFeatures => Network.Shape.Inputs;

    /// <summary>The layers, first hidden layer to output layer.</summary>
    public IReadOnlyList<MlpLayer> Layers { get; }

    /// <summary>What happens to a feature before the first layer: shifted, scaled, saturated, filled in where it is missing; null if nothing does.</summary>
    public InputScaling? FeatureScaling => Network.Inputs;

    /// <summary>History, why training stopped, the options it had.</summary>
    public MlpTraining Training { get; }

    /// <summary>What training warned of, in its order: rows that were skipped, a label that never varies, a roll-back and the like; empty if nothing.</summary>
    public IReadOnlyList<string> Warnings => Training.Warnings;

    /// <summary>The network itself, for use without ML.NET.</summary>
    public TrainedNetwork Network { get; }

    DataViewType IValueMapper.InputType => new VectorDataViewType(NumberDataViewType.Single, NumberOfFeatures);

    DataViewType IValueMapper.OutputType => OutputType;

    private protected abstract DataViewType OutputType { get; }

    /// <summary>What a model file says it is; its loader's name never changes.</summary>
    private protected abstract VersionInfo Version { get; }

    ValueMapper<TSource, TDestination> IValueMapper.GetMapper<TSource, TDestination>()
    {
        Host.Check(typeof(TSource) == typeof(VBuffer<float>), "Input type mismatch");
        Host.Check(typeof(TDestination) == OutputType.RawType, "Output type mismatch");
        Delegate mapper = ScoresAhead.Bound?.Mapper(Network, IsLogit, isVector: OutputType is VectorDataViewType, FeatureRule()) ?? Mapper();
        return (ValueMapper<TSource, TDestination>)mapper;
    }

    /// <summary>A delegate for one thread, with buffers of its own.</summary>
    private protected abstract Delegate Mapper();

    /// <summary>The model as a card: task, layers, training, options.</summary>
    public override string ToString() => ModelCard.Of(GetType().Name, Network, Training);

    /// <summary>Writes the network alone as an ONNX file (operator set 9, format version 4), standardization of features included.</summary>
    /// <remarks>
    /// Input: Features, float [N×p], raw as in training. Outputs have the names of ML.NET's columns. Binary: Score (log-odds), Probability, both
    /// float [N×1], PredictedLabel, bool [N×1]. Multiclass: Score, float [N×k], and PredictedLabel, uint32 [N×1], the class counted from 1 in the order
    /// of the label's keys. Regression: Score, float [N×k]. A whole pipeline is written by ML.NET's own <c>mlContext.Model.ConvertToOnnx</c>.
    /// </remarks>
    /// <param name="stream">Where to; it is left open.</param>
    /// <exception cref="NotSupportedException">An activation is the user's own, or the file would be larger than 2 GB.</exception>
    public void SaveAsOnnx(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        OnnxFile.Write(Graph(), stream);
    }

    /// <summary>Writes the network alone as an ONNX file; see <see cref="SaveAsOnnx(Stream)"/>.</summary>
    /// <param name="path">The file. One that exists is replaced when the new one is complete; if that fails it stays as it is.</param>
    /// <exception cref="NotSupportedException">An activation is the user's own, or the file would be larger than 2 GB.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void SaveAsOnnx(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        OnnxGraph graph = Graph();
        WholeFile.Write(path, stream => OnnxFile.Write(graph, stream));
    }

    bool ICanSaveOnnx.CanSaveOnnx(OnnxContext ctx) => true;

    bool ISingleCanSaveOnnx.SaveAsOnnx(OnnxContext ctx, string[] outputNames, string featureColumn)
    {
        ConverterGraph.Write(Graph(), ctx, featureColumn, outputNames);
        return true;
    }

    /// <summary>The network, from raw features to the task's columns.</summary>
    private protected abstract OnnxGraph Graph();

    /// <summary>The row that contributions are measured from: every feature at what fills in for it where it is missing, about its mean in training; 0 where most values are 0, as in sparse data.</summary>
    public ReadOnlyMemory<float> Baseline => IntegratedGradients.Baseline(Network);

    /// <summary>What each feature of a row contributes to a score, by integrated gradients: Σφ_i = score(x) − score(<see cref="Baseline"/>).</summary>
    /// <remarks>
    /// φ_i = (x_i − b_i)·∫₀¹ ∂score/∂x_i (b + t·(x − b)) dt (Sundararajan, Taly, Yan, "Axiomatic attribution for deep networks", 2017). The score is
    /// the column Score: log-odds for a binary classifier, a class's probability for a multiclass one, a number in the label's units for regression.
    /// For a whole data view use <c>mlContext.Transforms.CalculateFeatureContribution</c>; for several classes it explains the predicted one.
    /// </remarks>
    /// <param name="features">Raw features, [p]. A missing one (NaN) that the model imputes contributes 0.</param>
    /// <param name="output">Which score, where the model gives several.</param>
    /// <returns>φ [p], to a relative 1e-3 of their sum; NaN throughout where the score is not finite.</returns>
    /// <exception cref="ArgumentException">A length is not the model's, or there is no such output.</exception>
    public float[] FeatureContributions(ReadOnlySpan<float> features, int output = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(features.Length, NumberOfFeatures, nameof(features));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)output, (uint)Network.Shape.Outputs, nameof(output));
        float[] contributions = new float[features.Length];
        new IntegratedGradients(Network, IsLogit).Explain(features, output, contributions);
        return contributions;
    }

    /// <summary>How much the scores change with each feature: mean |∂score/∂x_i| over the rows and outputs, times the standard deviation of x_i.</summary>
    /// <param name="data">Rows like those to be scored.</param>
    /// <param name="featureColumnName">Their features' column.</param>
    /// <returns>One number per feature, at least 0, in units of the score.</returns>
    /// <exception cref="ArgumentException">The view has no such column, or none of the model's width, or no rows.</exception>
    public IReadOnlyList<double> GradientImportance(IDataView data, string featureColumnName = "Features") =>
        Inspection.GradientImportance.Of(Host, data, featureColumnName, NumberOfFeatures, Score());

    /// <summary>For <c>mlContext.Transforms.CalculateFeatureContribution</c>.</summary>
    public FeatureContributionCalculator FeatureContributionCalculator => new(this);

    ValueMapper<TSource, VBuffer<float>> IFeatureContributionMapper.GetFeatureContributionMapper<TSource, TDestination>(int top, int bottom, bool normalize)
    {
        Host.Check(typeof(TSource) == typeof(VBuffer<float>), "Input type mismatch");
        Host.Check(PredictionKind != PredictionKind.MultiOutputRegression,
            Invariant($"The model must have one score to explain, but has {Network.Shape.Outputs}. Use FeatureContributions(features, output) of its parameters."));
        var mapper = new ContributionMapper(Network, IsLogit, FeatureRule(), (top, bottom, normalize));
        return (ValueMapper<TSource, VBuffer<float>>)(Delegate)(ValueMapper<VBuffer<float>, VBuffer<float>>)mapper.Map;
    }

    private bool IsLogit => PredictionKind == PredictionKind.BinaryClassification;

    private ScoreFunction Score() => new(Network, IsLogit);

    /// <summary>Refuses features of another width than the model's; for one mapper, which counts its rows.</summary>
    private protected VectorRule FeatureRule() => new(Host, "Features", NumberOfFeatures);

    /// <summary>For one output: Score = a.</summary>
    private protected ValueMapper<VBuffer<float>, float> NumberMapper()
    {
        Scorer scorer = Network.CreateScorer();
        VectorRule rule = FeatureRule();
        float[] output = new float[1];
        return Score;

        void Score(in VBuffer<float> features, ref float score)
        {
            rule.CheckNext(features);
            if (features.IsDense)
            {
                scorer.Score(features.GetValues(), output);
            }
            else
            {
                scorer.Score(features.GetIndices(), features.GetValues(), output);
            }

            score = output[0];
        }
    }

    /// <summary>For several outputs: Score = (a₁, …, a_k).</summary>
    private protected ValueMapper<VBuffer<float>, VBuffer<float>> VectorMapper()
    {
        Scorer scorer = Network.CreateScorer();
        VectorRule rule = FeatureRule();
        int outputs = Network.Shape.Outputs;
        return Score;

        void Score(in VBuffer<float> features, ref VBuffer<float> score)
        {
            rule.CheckNext(features);
            VBufferEditor<float> editor = VBufferEditor.Create(ref score, outputs);
            if (features.IsDense)
            {
                scorer.Score(features.GetValues(), editor.Values);
            }
            else
            {
                scorer.Score(features.GetIndices(), features.GetValues(), editor.Values);
            }

            score = editor.Commit();
        }
    }

    /// <inheritdoc/>
    protected sealed override void SaveCore(ModelSaveContext ctx)
    {
        base.SaveCore(ctx);
        ctx.SetVersionInfo(Version);
        ModelFormat.Write(ctx.Writer.BaseStream, Network, Training);
    }

    private static MlpLayer[] LayersOf(TrainedNetwork network)
    {
        var layers = new MlpLayer[network.Shape.Layers.Count];
        for (int l = 0; l < layers.Length; l++)
        {
            layers[l] = new MlpLayer(network, l);
        }

        return layers;
    }
}
