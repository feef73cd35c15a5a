using System.Runtime.ExceptionServices;

namespace Psa.Services;

/// <summary>Asks for everything that a request names before it refuses: the refusal is the first one, and it names all fields.</summary>
internal sealed class RefusedReferences
{
    private readonly List<string> _fields = [];
    private PsaException? _first;

    /// <summary>Asks for what a field names.</summary>
    internal async Task TryAsync(string field, Func<Task> check)
    {
        try
        {
            await check().ConfigureAwait(false);
        }
        catch (PsaException e) when (e is EntityNotFoundException or RuleViolationException)
        {
            _first ??= e;
            _fields.Add(field);
        }
    }

    /// <summary>Refuses when something wasn't there.</summary>
    /// <exception cref="EntityNotFoundException">The first thing that isn't there.</exception>
    /// <exception cref="RuleViolationException">The first thing that is there and can't be used.</exception>
    internal void ThrowIfAny()
    {
        if (_first is not null)
        {
            ExceptionDispatchInfo.Throw(_first.At([.. _fields]));
        }
    }
}
