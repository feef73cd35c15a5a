namespace Psa.Contracts;

/// <summary>An agreed rise of locked prices, of a template.</summary>
/// <param name="From">The first day of the first risen price.</param>
/// <param name="Rate">By how much prices rise at each step.</param>
/// <param name="EveryMonths">Months between steps.</param>
public sealed record ContractTemplateEscalation(StartOffset From, Percent Rate, int EveryMonths);
