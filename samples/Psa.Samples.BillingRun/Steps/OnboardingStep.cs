using Microsoft.Extensions.DependencyInjection;

namespace Psa.Samples.BillingRun.Steps;

/// <summary>Shows what is set up and what is still missing before the first run.</summary>
internal static class OnboardingStep
{
    private const int Most = 10;

    internal static async Task RunAsync(DemoContext context, CancellationToken cancellationToken)
    {
        context.Screen.Step("Onboarding checklist");
        var onboarding = context.Services.GetRequiredService<OnboardingService>();
        var list = await onboarding.ChecklistAsync(context.Actor, cancellationToken);
        context.Screen.Tick(list.BillingEntity is not null, $"a company that bills: {context.World.Entity.LegalName}");
        context.Screen.Tick(list.HasDefaultTax, "a default tax");
        context.Screen.Tick(list.InvoiceNumbersConfirmed, "invoice numbers continue the accounting software (asked at the first issue)");
        context.Screen.Tick(list.CreditNoteNumbersConfirmed, "credit-note numbers as well");
        await ShowAsync(context, "customers with services but without a contract", onboarding.CustomersWithoutContractAsync(context.Actor, cancellationToken), cancellationToken);
        await ShowAsync(context, "customers without complete billing information", onboarding.CustomersWithoutBillingInformationAsync(context.Actor, cancellationToken), cancellationToken);
    }

    private static async Task ShowAsync(DemoContext context, string what, IAsyncEnumerable<Customer> customers, CancellationToken cancellationToken)
    {
        var (names, count) = (new List<string>(), 0);
        await foreach (var customer in customers.WithCancellation(cancellationToken))
        {
            if (count++ < Most)
            {
                names.Add($"{customer.Number} {customer.Name}");
            }
        }

        context.Screen.Tick(count == 0, count == 0 ? $"no {what}" : FormattableString.Invariant($"{what}: {count} ({string.Join(", ", names)}{(count > Most ? ", …" : string.Empty)})"));
    }
}
