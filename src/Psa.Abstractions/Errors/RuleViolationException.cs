namespace Psa;

/// <summary>A rule of the domain refuses the input or the step; nothing has been changed.</summary>
/// <param name="code">The stable code of the rule.</param>
/// <param name="message">What is wrong and what to do next.</param>
/// <param name="ids">The ids of the records concerned.</param>
public sealed class RuleViolationException(string code, string message, params ReadOnlySpan<Guid> ids)
    : PsaException(code, message, ValueList.Create(ids));
