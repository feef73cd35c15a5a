using System.Text.Json.Serialization;
using NodaTime;

namespace Psa.Payments;

/// <summary>That nothing new is to be agreed with a payer. Billing, approval of time and payments go on.</summary>
/// <param name="Since">The day it began.</param>
/// <param name="By">The name of who holds the payer as it was then; of a hold by itself that of the automation.</param>
/// <param name="Reason">Why.</param>
/// <param name="IsByItself">Whether it follows from what is overdue: such a hold is stored nowhere, and ends by itself.</param>
public sealed record CreditHold(
    LocalDate Since,
    string By,
    string Reason,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool IsByItself = false);
