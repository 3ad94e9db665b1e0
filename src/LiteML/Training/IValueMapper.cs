namespace Microsoft.ML.Data;

/// <summary>Computes a value from another.</summary>
public delegate void ValueMapper<TSrc, TDst>(in TSrc src, ref TDst dst);

/// <summary>Computes two values from another.</summary>
public delegate void ValueMapper<TVal1, TVal2, TVal3>(in TVal1 val1, ref TVal2 val2, ref TVal3 val3);

/// <summary>A model that maps features to a score. Every mapper has its own buffers, so each cursor asks for one.</summary>
public interface IValueMapper
{
    DataViewType InputType { get; }

    DataViewType OutputType { get; }

    ValueMapper<TSrc, TDst> GetMapper<TSrc, TDst>();
}

/// <summary>A model that maps features to a score and a probability.</summary>
public interface IValueMapperDist : IValueMapper
{
    DataViewType DistType { get; }

    ValueMapper<TSrc, TDst, TDist> GetMapper<TSrc, TDst, TDist>();
}
