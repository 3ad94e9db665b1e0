namespace MlpTrainer.Engine.Kernels;

/// <summary>A number known to the just-in-time compiler, so that one text compiles into tiles of several sizes.</summary>
internal interface ISize
{
    static abstract int Count { get; }
}

internal readonly struct Size0 : ISize { public static int Count => 0; }

internal readonly struct Size1 : ISize { public static int Count => 1; }

internal readonly struct Size2 : ISize { public static int Count => 2; }

internal readonly struct Size3 : ISize { public static int Count => 3; }

internal readonly struct Size4 : ISize { public static int Count => 4; }

internal readonly struct Size5 : ISize { public static int Count => 5; }

internal readonly struct Size6 : ISize { public static int Count => 6; }

internal readonly struct Size7 : ISize { public static int Count => 7; }

internal readonly struct Size8 : ISize { public static int Count => 8; }

internal readonly struct Size12 : ISize { public static int Count => 12; }
