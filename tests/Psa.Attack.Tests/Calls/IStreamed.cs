namespace Psa.Attack.Tests.Calls;

/// <summary>A stream of which it is known what it gives.</summary>
internal interface IStreamed
{
    IReadOnlyList<object?> Items { get; }
}
