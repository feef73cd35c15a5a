namespace Psa.Documents;

/// <summary>Why a line stands on an item, in figures. A document says it in words of its language.</summary>
/// <param name="Kind">What the line is.</param>
/// <param name="Before">What was billed before, or agreed; <see langword="null"/> for nothing.</param>
/// <param name="After">What is billed instead; <see langword="null"/> for nothing.</param>
/// <param name="Reason">The reason that a user gave, or <see langword="null"/>.</param>
public sealed record LineRemark(LineRemarkKind Kind, LineBasis? Before = null, LineBasis? After = null, string? Reason = null)
{
    /// <summary>Gets what the line came to before a user overrode it, or <see langword="null"/>.</summary>
    public LineBasis? Original { get; init; }
}
