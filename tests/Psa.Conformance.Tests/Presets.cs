using Psa.Contracts;

namespace Psa.Conformance.Tests;

/// <summary>The presets that cases run with: those of the library, unless a test replaces a rule of one.</summary>
internal sealed record Presets
{
    public static Presets AsDefined { get; } = new();

    public ProrationPolicy KillBill { get; init; } = ProrationPolicy.KillBill;

    public ProrationPolicy Lago { get; init; } = ProrationPolicy.Lago;

    public ProrationPolicy ConnectWise { get; init; } = ProrationPolicy.ConnectWise;

    public ProrationPolicy ZuoraActual { get; init; } = ProrationPolicy.ZuoraActual;

    public ProrationPolicy ZuoraAssume30 { get; init; } = ProrationPolicy.ZuoraAssume30;

    public ProrationPolicy ZuoraStrict30360 { get; init; } = ProrationPolicy.ZuoraStrict30360;
}
