using Psa.Samples.BillingRun.Output;

namespace Psa.Samples.BillingRun;

public sealed class BillingDemo(SampleOptions options, Screen screen)
{
    public Task<int> RunAsync(CancellationToken cancellationToken)
    {
        screen.Say(options.ToString());
        return Task.FromResult(ExitCode.Done);
    }
}
