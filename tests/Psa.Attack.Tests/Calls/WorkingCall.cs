namespace Psa.Attack.Tests.Calls;

/// <summary>A call with arguments with which it succeeds in a world.</summary>
/// <param name="Call">The call.</param>
/// <param name="Arguments">Its arguments.</param>
/// <param name="Writes">Whether it changes something.</param>
/// <param name="Commits">How often it commits.</param>
/// <param name="Operations">How often it asks the store for something, commits included.</param>
internal sealed record WorkingCall(Call Call, IReadOnlyList<object?> Arguments, bool Writes, int Commits, int Operations)
{
    private HashSet<Guid>? _ids;

    public IReadOnlySet<Guid> Ids => _ids ??= [.. Parts.IdsIn(Arguments)];

    /// <summary>Gets a value indicating whether an argument is a record that was stored before.</summary>
    public bool IsOfStored => Arguments.Any(static argument => argument is not null && Shelf.All.Any(shelf => shelf.Type == argument.GetType() && shelf.VersionOf(argument) > 0));

    public override string ToString() => $"{Call.Name}({string.Join(", ", Call.Parameters.Zip(Arguments).Skip(1).SkipLast(1).Select(static pair => Short(pair.Second)))})";

    public WorkingCall With(int argument, object? value)
    {
        var changed = Arguments.ToArray();
        changed[argument] = value;
        return new(Call, changed, Writes, Commits, Operations);
    }

    private static string Short(object? value) => value switch
    {
        null => "null",
        string { Length: > 40 } text => $"'{text[..20]}…' of {text.Length}",
        IStreamed stream => $"[{string.Join(", ", stream.Items)}]",
        _ => $"{value}",
    };
}
