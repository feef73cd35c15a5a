using Microsoft.Extensions.Options;
using Psa.Runs;

namespace Psa.Services;

/// <summary>Refuses options that nothing could work with, when the host starts.</summary>
internal sealed class PsaOptionsCheck : IValidateOptions<PsaOptions>
{
    public ValidateOptionsResult Validate(string? name, PsaOptions options)
    {
        var wrong = new List<string>();
        if (options.Access is null)
        {
            wrong.Add($"{nameof(PsaOptions)}.{nameof(options.Access)} is missing: take AccessTable.Default, or a table of your own.");
        }

        if (options.Runs is null)
        {
            wrong.Add($"{nameof(PsaOptions)}.{nameof(options.Runs)} is missing: take BillingRunOptions.Default, or change some of it.");
        }
        else
        {
            try
            {
                options.Runs.Require();
            }
            catch (RuleViolationException e)
            {
                wrong.Add($"{nameof(PsaOptions)}.{nameof(options.Runs)} ({string.Join(", ", e.Fields)}): {e.Message}");
            }
        }

        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }
}
