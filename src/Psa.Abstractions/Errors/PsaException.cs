namespace Psa;

/// <summary>
/// What the library throws when it refuses: a stable <see cref="Code"/> to switch on, a message that says what to do next, and the ids and fields concerned.
/// Programming mistakes are <see cref="ArgumentException"/>s instead.
/// </summary>
public abstract class PsaException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="code">The stable code, for example <c>contract.part_outside</c>.</param>
    /// <param name="message">What is wrong and what to do next.</param>
    /// <param name="ids">The ids of the records concerned.</param>
    /// <param name="innerException">What caused it, or <see langword="null"/>.</param>
    private protected PsaException(string code, string message, ValueList<Guid> ids, Exception? innerException = null)
        : base(message, innerException)
    {
        Code = code;
        Ids = ids;
    }

    /// <summary>Gets the stable code: lower-case words, a dot between feature and problem. Codes are never reused.</summary>
    public string Code { get; }

    /// <summary>Gets the ids of the records concerned; empty when there are none.</summary>
    public ValueList<Guid> Ids { get; }

    /// <summary>
    /// Gets the fields concerned of what was given, as paths such as <c>BillingInformation.Address.City</c> or <c>Lines[2].UnitPrice</c>: all that were found wrong at once,
    /// each once; empty when the refusal is about no field. A parameter that is a single value has its name, such as <c>Reason</c>.
    /// </summary>
    public ValueList<string> Fields { get; internal set; }
}
