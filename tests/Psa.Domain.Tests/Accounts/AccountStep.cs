namespace Psa.Domain.Tests.Accounts;

/// <summary>A step of a history.</summary>
/// <param name="Kind">What happens.</param>
/// <param name="Place">Which record, or on which day.</param>
/// <param name="Share">How much, in thousandths, and other choices.</param>
internal sealed record AccountStep(AccountStepKind Kind, int Place, int Share);
