using Psa.Benchmarks;
using Psa.Benchmarks.Micro;

return args switch
{
    ["age"] => await AgeCommand.RunAsync(),
    ["charge"] => ChargeCommand.Run(),
    ["reads", .. var rest] => await ReadsCommand.RunAsync(rest),
    ["run", .. var rest] => await RunCommand.RunAsync(rest),
    ["memory", .. var rest] => await MemoryCommand.RunAsync(rest),
    [Child.Seed, var file, var customers] => await Child.SeedAsync(file, int.Parse(customers, CultureInfo.InvariantCulture)),
    [Child.Bill, var file] => await Child.BillAsync(file),
    _ => MicroCommand.Run(args),
};
