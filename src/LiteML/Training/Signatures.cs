namespace Microsoft.ML;

/// <summary>Names what a model file's loader takes; marks classes that <c>Model.Load</c> can make.</summary>
public delegate void SignatureLoadModel(ModelLoadContext ctx);
