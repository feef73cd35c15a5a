namespace Psa;

/// <summary>One thing that is wrong with some input. Validations list all of them at once, so that people mend them in one go.</summary>
/// <param name="Code">The stable code, for example <c>price_list.duplicate_item</c>.</param>
/// <param name="Message">What is wrong and what to do next.</param>
/// <param name="Where">The part of the input concerned, for example <c>Items[3]</c>; empty for the whole of it.</param>
public sealed record Problem(string Code, string Message, string Where = "");
